import type { BeatFiducials } from '../../domain/finding.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import { beatTemplates, type CompleteBeat } from './beat-templates.ts';
import type { BeatWindow } from './beat-window.ts';
import { argMax } from './extremum.ts';
import { beatFiducials } from './fiducials.ts';
import { levelInto } from './levelled-beat.ts';
import { correlation, median } from './statistics.ts';

/**
 * Beats less alike than this are left out. Orphanidou et al. 2015, IEEE JBHI 19(3):832, accept a finger pulse when the
 * average correlation with its template is at least 0.86.
 */
export const LIKENESS_LIMIT = 0.86;

/** Compared and averaged over this share of the usual length, so that the next upstroke of a short beat stays out. */
export const COMPARED_SHARE = 0.8;

/** The peak of the mean beat is sought in this share of it. */
const PEAK_WITHIN_SHARE = 0.6;
const LEAST_SAMPLES = 4;

export interface MeanBeat {
  /** Onset to onset, the line between the feet taken off; starts and ends near 0. At the rate of the analysis. */
  readonly samples: Float64Array;
  /** Median beats of every kind that recurs, that of `samples` first. */
  readonly templates: readonly Float64Array[];
  /** Positions in `samples`, between samples. */
  readonly fiducials: BeatFiducials;
  /** Median correlation of the beats with the likest group of beats; null for a single beat, which has nothing to be like. */
  readonly likeness: number | null;
  /** Share of the complete beats that went into the mean. */
  readonly acceptedShare: number;
}

/** Averages the largest group of complete beats that are alike. Null when no beat is complete. O(n). */
export function averageBeat(
  wave: Float64Array,
  beats: readonly BeatBounds[],
  window: BeatWindow,
  rateHz: number,
): MeanBeat | null {
  const complete = beats.filter((beat): beat is CompleteBeat => beat.end !== null);
  const length = median(Float64Array.from(complete, ({ onset, end }) => end - onset));
  if (length === null || length < LEAST_SAMPLES) return null;
  const compared = Math.ceil(COMPARED_SHARE * length);
  const templates = beatTemplates(wave, complete, length, compared, LIKENESS_LIMIT);
  const scratch = new Float64Array(length);
  const likenesses = new Float64Array(complete.length);
  const alike = complete.filter(({ onset, end }, i) => {
    const count = Math.min(levelInto(scratch, wave, onset, end), compared);
    const toEach = templates.map((template) => correlation(scratch, template, count));
    likenesses[i] = Math.max(...toEach);
    return (toEach[0] as number) >= LIKENESS_LIMIT;
  });
  const averaged = averageOf(wave, alike.length > 0 ? alike : complete, length);
  const samples = new Float64Array(length);
  levelInto(samples, averaged, 0, length - 1);
  return {
    samples,
    templates,
    fiducials: meanFiducials(samples, window, rateHz),
    likeness: complete.length > 1 ? median(likenesses) : null,
    acceptedShare: alike.length / complete.length,
  };
}

function averageOf(wave: Float64Array, beats: readonly CompleteBeat[], length: number): Float64Array {
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  const scratch = new Float64Array(length);
  for (const { onset, end } of beats) {
    const count = levelInto(scratch, wave, onset, end);
    for (let i = 0; i < count; i += 1) {
      sums[i] = (sums[i] as number) + (scratch[i] as number);
      counts[i] = (counts[i] as number) + 1;
    }
  }
  return sums.map((sum, i) => ((counts[i] as number) > 0 ? sum / (counts[i] as number) : 0));
}

/** The mean beat is repeated three times, so that derivatives see no edge, and read in the middle. */
function meanFiducials(mean: Float64Array, window: BeatWindow, rateHz: number): BeatFiducials {
  const n = mean.length;
  const repeated = new Float64Array(3 * n);
  for (let k = 0; k < 3; k += 1) repeated.set(mean, k * n);
  const systolicPeak = argMax(repeated, n, n + Math.floor(PEAK_WITHIN_SHARE * n));
  const found = beatFiducials(repeated, window, { onset: n, systolicPeak, end: 2 * n }, n, rateHz);
  return mapPositions(found, (index) => Math.max(0, index - n), n);
}

/** The same points elsewhere; those that would lie at or after `until` are dropped. */
export function mapPositions(
  points: BeatFiducials,
  move: (index: number) => number,
  until = Number.POSITIVE_INFINITY,
): BeatFiducials {
  const moved = (index: number | null) => {
    const to = index === null ? null : move(index);
    return to !== null && to < until ? to : null;
  };
  const { onset, systolicPeak, dicroticNotch, diastolicPeak, u, v, w, a, b, c, d, e, f, p1, p2 } = points;
  return {
    onset: move(onset),
    systolicPeak: move(systolicPeak),
    dicroticNotch: moved(dicroticNotch),
    diastolicPeak: moved(diastolicPeak),
    u: moved(u),
    v: moved(v),
    w: moved(w),
    a: moved(a),
    b: moved(b),
    c: moved(c),
    d: moved(d),
    e: moved(e),
    f: moved(f),
    p1: moved(p1),
    p2: moved(p2),
  };
}
