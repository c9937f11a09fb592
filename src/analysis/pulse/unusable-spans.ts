import type { UnusableSpan } from '../../domain/finding.ts';
import type { QualityReason } from '../../domain/quality.ts';
import type { AnalysisWave } from './analysis-wave.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import type { JudgedBeat } from './beat-quality.ts';
import { movedWindows } from './signal-quality.ts';

/** Poor beats in a row, doubtful ones among them, that make a span; one or two may be ectopic beats, and rhythm needs those. */
const LEAST_DOUBTFUL_RUN = 3;
/** Good beats between two spans that are too few to be trusted: five such humps in a row lie in HeartPy's second recording. */
const LEAST_GOOD_RUN = 6;
/** One value for this long is no wave, whatever was found around it. */
const FLAT_S = 0.5;

/** A stretch of the wave's grid, both ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly reasons: readonly QualityReason[];
}

/**
 * Which beats lie in stretches without a trustworthy wave: runs of doubtful beats with the few good-looking ones
 * between them, stretches of one value, and seconds of motion, each with the poor beats beside it, which alone would be
 * ectopic beats. Positions in the grid; beats there are not reported.
 */
export function poorStretches(
  bounds: readonly BeatBounds[],
  qualities: readonly JudgedBeat[],
  grid: AnalysisWave,
): Stretch[] {
  const flagged = doubtfulFlags(qualities);
  const waves = [
    ...flatStretches(grid),
    ...movedWindows(grid.samples, grid.rateHz).map((window): Stretch => ({ ...window, reasons: ['motion'] })),
  ];
  const core = joined([...waves, ...runsOf(flagged, bounds, qualities)]);
  return joined([...core, ...runsOf(withNeighbours(core, bounds, qualities), bounds, qualities)]);
}

/**
 * True for the beats in a stretch and for those beside it that are poor or have no known end, with a single good-looking
 * one between the stretch and a poor one.
 */
function withNeighbours(
  stretches: readonly Stretch[],
  bounds: readonly BeatBounds[],
  qualities: readonly JudgedBeat[],
): boolean[] {
  const within = outside(bounds, stretches).map((free) => !free);
  const flags = within.map((flag, i) => flag || (bounds[i]?.end === null && (within[i - 1] || within[i + 1]) === true));
  spread(flags, qualities);
  flags.reverse();
  spread(flags, qualities.toReversed());
  return flags.reverse();
}

/** Flags the poor beats that follow a flagged one directly or after one other, and that other. */
function spread(flags: boolean[], qualities: readonly JudgedBeat[]): void {
  const isPoor = (i: number) => qualities[i]?.poor === true;
  for (let i = 1; i < flags.length; i += 1) if (flags[i - 1] && (isPoor(i) || isPoor(i + 1))) flags[i] = true;
}

/** Runs of flagged beats as stretches, with the reasons of all of them. */
function runsOf(flags: readonly boolean[], bounds: readonly BeatBounds[], qualities: readonly JudgedBeat[]): Stretch[] {
  const runs: Stretch[] = [];
  for (let i = 0; i < bounds.length; i += 1) {
    if (!flags[i]) continue;
    let last = i;
    while (flags[last + 1]) last += 1;
    const reasons = qualities.slice(i, last + 1).flatMap((quality) => quality.reasons);
    runs.push({
      from: bounds[i]?.onset ?? 0,
      to: endOf(bounds, last),
      reasons: reasons.length > 0 ? [...new Set(reasons)] : ['noisy'],
    });
    i = last;
  }
  return runs;
}

/** Stretches that touch become one, with the reasons of all. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const apart: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last === undefined || stretch.from > last.to + 1) apart.push(stretch);
    else {
      const reasons = [...new Set([...last.reasons, ...stretch.reasons])];
      apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to), reasons };
    }
  }
  return apart;
}

/** True for beats in runs of poor ones, doubtful ones among them, and for the few good ones between two such runs. */
function doubtfulFlags(qualities: readonly JudgedBeat[]): boolean[] {
  const flags = qualities.map(({ doubtful }) => doubtful);
  const isPoor = (i: number) => qualities[i]?.poor === true;
  for (let i = 1; i < flags.length; i += 1) if (flags[i - 1] && isPoor(i)) flags[i] = true;
  for (let i = flags.length - 2; i >= 0; i -= 1) if (flags[i + 1] && isPoor(i)) flags[i] = true;
  dropShortRuns(flags, true, LEAST_DOUBTFUL_RUN);
  dropShortRuns(flags, false, LEAST_GOOD_RUN);
  return flags;
}

/** Turns runs of `value` shorter than `least` over, except good ones at either end of a recording without poor ones. */
function dropShortRuns(flags: boolean[], value: boolean, least: number): void {
  for (let i = 0; i < flags.length; i += 1) {
    if (flags[i] !== value) continue;
    let last = i;
    while (flags[last + 1] === value) last += 1;
    const alone = last - i + 1 === flags.length;
    if (!alone && last - i + 1 < least) flags.fill(!value, i, last + 1);
    i = last;
  }
}

/** To the next onset, or to the peak where the beat has no known end. */
function endOf(bounds: readonly BeatBounds[], index: number): number {
  const beat = bounds[index];
  return beat === undefined ? 0 : (beat.end ?? beat.systolicPeak);
}

function flatStretches({ samples, rateHz }: AnalysisWave): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (let i = 1; i <= samples.length; i += 1) {
    if (i < samples.length && samples[i] === samples[from]) continue;
    if (i - from >= FLAT_S * rateHz) stretches.push({ from, to: i - 1, reasons: ['no-contact'] });
    from = i;
  }
  return stretches;
}

/** Beats whose ascent and peak touch no stretch, in order; both lists are sorted. */
export function outside(bounds: readonly BeatBounds[], stretches: readonly Stretch[]): boolean[] {
  let next = 0;
  return bounds.map(({ onset, systolicPeak }) => {
    while (next < stretches.length && (stretches[next] as Stretch).to <= onset) next += 1;
    return !((stretches[next]?.from ?? Number.POSITIVE_INFINITY) <= systolicPeak);
  });
}

/** Stretches as spans of the input's samples. */
export function spansOf(stretches: readonly Stretch[], { step, start }: AnalysisWave): UnusableSpan[] {
  return stretches.map(({ from, to, reasons }) => ({
    from: Math.floor(start + from * step),
    to: Math.ceil(start + to * step),
    reasons,
  }));
}
