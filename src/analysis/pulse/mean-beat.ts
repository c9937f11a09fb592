import type { BeatFiducials } from '../../domain/finding.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import { waveDerivatives } from './derivatives.ts';
import { beatFiducials } from './fiducials.ts';
import { correlation, median } from './statistics.ts';

/**
 * Beats less alike than this are left out. Orphanidou et al. 2015, IEEE JBHI 19(3):832, accept a finger pulse when the
 * average correlation with its template is at least 0.86.
 */
export const LIKENESS_LIMIT = 0.86;

/** Compared and averaged over this share of the usual length, so that the next upstroke of a short beat stays out. */
const COMPARED_SHARE = 0.8;

export interface MeanBeat {
  /** Onset to onset, the line between the feet taken off; starts and ends near 0. */
  readonly samples: Float64Array;
  readonly fiducials: BeatFiducials;
  /** Median correlation of the beats with the mean beat; null for a single beat, which has nothing to be compared with. */
  readonly likeness: number | null;
  /** Share of the complete beats that went into the mean. */
  readonly acceptedShare: number;
}

/** Averages the complete beats that resemble their median beat. Null when no beat is complete. */
export function averageBeat(samples: Float64Array, beats: readonly BeatBounds[], rateHz: number): MeanBeat | null {
  const complete = beats.flatMap((beat) => (beat.end === null ? [] : [levelled(samples, beat.onset, beat.end)]));
  const length = median(complete.map((beat) => beat.length));
  if (length === null || length < 4) return null;
  const template = pointwise(complete, length, (values) => median(values) ?? 0);
  const likenesses = complete.map((beat) => likeness(beat, template));
  const alike = complete.filter((_, i) => (likenesses[i] as number) >= LIKENESS_LIMIT);
  const accepted = alike.length > 0 ? alike : complete;
  const averaged = pointwise(accepted, length, (values) => values.reduce((a, b) => a + b, 0) / values.length);
  const mean = levelled(averaged, 0, length - 1, length);
  return {
    samples: mean,
    fiducials: meanFiducials(mean, rateHz),
    likeness: complete.length > 1 ? median(likenesses) : null,
    acceptedShare: alike.length / complete.length,
  };
}

/** `count` samples from `from` on, less the straight line through those at `from` and `to`. */
function levelled(samples: Float64Array, from: number, to: number, count: number = to - from): Float64Array {
  const start = samples[from] as number;
  const slope = ((samples[to] as number) - start) / Math.max(1, to - from);
  return samples.slice(from, from + count).map((value, i) => value - start - slope * i);
}

/** Beats that have ended contribute nothing; where all have, the foot is reached. */
function pointwise(
  beats: readonly Float64Array[],
  length: number,
  combine: (values: readonly number[]) => number,
): Float64Array {
  return Float64Array.from({ length }, (_, i) => {
    const values = beats.flatMap((beat) => (i < beat.length ? [beat[i] as number] : []));
    return values.length > 0 ? combine(values) : 0;
  });
}

function likeness(beat: Float64Array, template: Float64Array): number {
  const count = Math.min(beat.length, Math.ceil(COMPARED_SHARE * template.length));
  return correlation(beat.subarray(0, count), template.subarray(0, count));
}

/** The mean beat is repeated three times, so that filters see no edge, and read in the middle. */
function meanFiducials(mean: Float64Array, rateHz: number): BeatFiducials {
  const n = mean.length;
  const repeated = Float64Array.from({ length: 3 * n }, (_, i) => mean[i % n] as number);
  const waves = waveDerivatives(repeated, rateHz);
  let systolicPeak = n;
  for (let i = n; i < n + 0.6 * n; i += 1) {
    if ((waves.wave[i] as number) > (waves.wave[systolicPeak] as number)) systolicPeak = i;
  }
  const found = beatFiducials(waves, { onset: n, systolicPeak, end: 2 * n }, n, rateHz);
  return shifted(found, -n, n);
}

function shifted(points: BeatFiducials, by: number, length: number): BeatFiducials {
  const move = (index: number | null) => {
    const moved = index === null ? null : index + by;
    return moved !== null && moved >= 0 && moved < length ? moved : null;
  };
  const { onset, systolicPeak, dicroticNotch, diastolicPeak, u, v, w, a, b, c, d, e, f, p1, p2 } = points;
  return {
    onset: onset + by,
    systolicPeak: systolicPeak + by,
    dicroticNotch: move(dicroticNotch),
    diastolicPeak: move(diastolicPeak),
    u: move(u),
    v: move(v),
    w: move(w),
    a: move(a),
    b: move(b),
    c: move(c),
    d: move(d),
    e: move(e),
    f: move(f),
    p1: move(p1),
    p2: move(p2),
  };
}
