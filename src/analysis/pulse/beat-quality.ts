import type {
  BeatFiducials,
  BeatQuality,
  ParameterSpread,
  PulseAnalysis,
  PulseParameterName,
} from '../../domain/finding.ts';
import type { QualityReason } from '../../domain/quality.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import { LIKENESS_LIMIT } from './mean-beat.ts';
import { pulseParameters } from './parameters.ts';
import { correlation, median } from './statistics.ts';

/** Compared over this share of the mean beat, as the mean beat itself is. */
const COMPARED_SHARE = 0.8;
/** A beat this many times the usual height was moved; below the inverse it hardly touched. */
const HEIGHT_RATIO = 2.5;
/** As for the recording: this long on one value at the crest is cut off. */
const SATURATED_RUN_S = 0.08;

export interface BeatJudgement {
  readonly beatQuality: readonly BeatQuality[];
  readonly spread: NonNullable<PulseAnalysis['spread']>;
}

/** Judges each beat against the mean beat and spreads each parameter over those that pass. `raw` tells saturation. */
export function judgeBeats(
  wave: Float64Array,
  raw: Float64Array,
  bounds: readonly BeatBounds[],
  fiducials: readonly BeatFiducials[],
  meanBeat: Float64Array,
  rateHz: number,
): BeatJudgement {
  const usualHeight = median(bounds.map(({ onset, systolicPeak }) => rise(wave, onset, systolicPeak))) ?? 0;
  const collected = new Map<PulseParameterName, number[]>();
  const beatQuality = bounds.map((bound, i): BeatQuality => {
    const reasons = faultsOf(wave, raw, bound, meanBeat, usualHeight, rateHz);
    if (reasons.length === 0) collect(collected, wave, bound, fiducials[i] as BeatFiducials, rateHz);
    return { usable: reasons.length === 0, reasons };
  });
  return { beatQuality, spread: Object.fromEntries([...collected].map(([name, values]) => [name, spreadOf(values)])) };
}

function faultsOf(
  wave: Float64Array,
  raw: Float64Array,
  { onset, systolicPeak, end }: BeatBounds,
  meanBeat: Float64Array,
  usualHeight: number,
  rateHz: number,
): QualityReason[] {
  if (end === null) return ['too-short'];
  const height = rise(wave, onset, systolicPeak);
  const reasons: QualityReason[] = [];
  if (height > HEIGHT_RATIO * usualHeight) reasons.push('motion');
  if (height * HEIGHT_RATIO < usualHeight) reasons.push('too-weak');
  if (longestRun(raw, onset, end) >= Math.max(3, SATURATED_RUN_S * rateHz)) reasons.push('saturated');
  const count = Math.min(end - onset, Math.ceil(COMPARED_SHARE * meanBeat.length));
  const beat = levelled(wave, onset, end);
  if (correlation(beat.subarray(0, count), meanBeat.subarray(0, count)) < LIKENESS_LIMIT) reasons.push('noisy');
  return reasons;
}

function rise(wave: Float64Array, onset: number, peak: number): number {
  return (wave[peak] as number) - (wave[onset] as number);
}

/** Longest stretch of one and the same value. */
function longestRun(raw: Float64Array, from: number, to: number): number {
  let run = 1;
  let longest = 1;
  for (let i = from + 1; i < to; i += 1) {
    run = raw[i] === raw[i - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest;
}

function levelled(wave: Float64Array, from: number, to: number): Float64Array {
  const start = wave[from] as number;
  const slope = ((wave[to] as number) - start) / Math.max(1, to - from);
  const beat = new Float64Array(to - from);
  for (let i = 0; i < beat.length; i += 1) beat[i] = (wave[from + i] as number) - start - slope * i;
  return beat;
}

function collect(
  collected: Map<PulseParameterName, number[]>,
  wave: Float64Array,
  { onset, end }: BeatBounds,
  points: BeatFiducials,
  rateHz: number,
): void {
  if (end === null) return;
  const {
    ratios: _ratios,
    angles: _angles,
    ...values
  } = pulseParameters(levelled(wave, onset, end), within(points, onset), rateHz);
  for (const [name, value] of Object.entries(values) as [PulseParameterName, number | null][]) {
    if (value === null) continue;
    const list = collected.get(name);
    if (list) list.push(value);
    else collected.set(name, [value]);
  }
}

function within(points: BeatFiducials, onset: number): BeatFiducials {
  const move = (index: number | null) => (index === null ? null : index - onset);
  return {
    ...points,
    onset: points.onset - onset,
    systolicPeak: points.systolicPeak - onset,
    dicroticNotch: move(points.dicroticNotch),
    diastolicPeak: move(points.diastolicPeak),
    c: move(points.c),
    p2: move(points.p2),
  };
}

function spreadOf(values: readonly number[]): ParameterSpread {
  const count = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / count;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, sd: count > 1 ? Math.sqrt(squares / (count - 1)) : null, count };
}
