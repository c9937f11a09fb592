import type {
  BeatFiducials,
  BeatQuality,
  ParameterSpread,
  PulseAnalysis,
  PulseParameterName,
} from '../../domain/finding.ts';
import type { QualityReason } from '../../domain/quality.ts';
import type { AnalysisWave } from './analysis-wave.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import { levelInto } from './levelled-beat.ts';
import { COMPARED_SHARE, LIKENESS_LIMIT, type MeanBeat, mapPositions } from './mean-beat.ts';
import { pulseParameters } from './parameters.ts';
import { correlation, median } from './statistics.ts';

/** A beat this many times the usual height was moved; below the inverse it hardly touched. */
const HEIGHT_RATIO = 2.5;
/** As for the recording: this long on one value at the crest is cut off. */
const SATURATED_RUN_S = 0.08;

/**
 * A beat whose ascent and crest (this share of the mean beat) do not even resemble the mean beat's this much, or whose
 * height is far off, may be no beat at all. Noise of HeartPy's second recording lies below; every beat of the NeuroKit
 * recording, of which one in five is too unlike for the mean, lies above.
 */
const CREST_SHARE = 0.45;
const CREST_LIKENESS = 0.4;

export interface JudgedBeat extends BeatQuality {
  /** Resembles no kind of beat that recurs: an early beat of a trigeminy is not usable for the mean, but not poor. */
  readonly poor: boolean;
  readonly doubtful: boolean;
}

/** Judges each beat against the mean beat. `raw` tells saturation. O(n). */
export function judgeBeats(
  grid: AnalysisWave,
  raw: Float64Array,
  bounds: readonly BeatBounds[],
  { samples: meanBeat, templates: [, ...otherKinds] }: MeanBeat,
): JudgedBeat[] {
  const { wave } = grid;
  const usualHeight = median(Float64Array.from(bounds, (beat) => rise(wave, beat))) ?? 0;
  const scratch = new Float64Array(longestBeat(bounds));
  return bounds.map((bound): JudgedBeat => {
    if (bound.end === null) return { usable: false, reasons: ['too-short'], poor: false, doubtful: false };
    const beat = scratch.subarray(0, levelInto(scratch, wave, bound.onset, bound.end));
    const heightRatio = rise(wave, bound) / usualHeight;
    const reasons = faultsOf(beat, meanBeat, heightRatio);
    if (isSaturated(raw, grid, bound.onset, bound.end)) reasons.push('saturated');
    const poor = reasons.length > 0 && !(reasons.every(isOfKind) && otherKinds.some((kind) => isAlike(beat, kind)));
    return { usable: reasons.length === 0, reasons, poor, doubtful: poor && isDoubtful(beat, meanBeat, heightRatio) };
  });
}

/** Early beats are unlike the mean beat and, little filled, low. */
function isOfKind(reason: QualityReason): boolean {
  return reason === 'noisy' || reason === 'too-weak';
}

function isDoubtful(beat: Float64Array, meanBeat: Float64Array, heightRatio: number): boolean {
  if (heightRatio > HEIGHT_RATIO || heightRatio * HEIGHT_RATIO < 1) return true;
  return correlation(beat, meanBeat, Math.min(beat.length, Math.ceil(CREST_SHARE * meanBeat.length))) < CREST_LIKENESS;
}

/** Mean and spread of each parameter over the usable beats. */
export function parameterSpread(
  { wave, rateHz }: AnalysisWave,
  bounds: readonly BeatBounds[],
  fiducials: readonly BeatFiducials[],
  qualities: readonly BeatQuality[],
): NonNullable<PulseAnalysis['spread']> {
  const collected = new Map<PulseParameterName, number[]>();
  const scratch = new Float64Array(longestBeat(bounds));
  for (let i = 0; i < bounds.length; i += 1) {
    const { onset, end } = bounds[i] as BeatBounds;
    if (end === null || qualities[i]?.usable !== true) continue;
    const beat = scratch.subarray(0, levelInto(scratch, wave, onset, end));
    collect(collected, beat, fiducials[i] as BeatFiducials, onset, rateHz);
  }
  return Object.fromEntries([...collected].map(([name, values]) => [name, spreadOf(values)]));
}

function longestBeat(bounds: readonly BeatBounds[]): number {
  let longest = 1;
  for (const { onset, end } of bounds) if (end !== null && end - onset > longest) longest = end - onset;
  return longest;
}

function faultsOf(beat: Float64Array, meanBeat: Float64Array, heightRatio: number): QualityReason[] {
  const reasons: QualityReason[] = [];
  if (heightRatio > HEIGHT_RATIO) reasons.push('motion');
  if (heightRatio * HEIGHT_RATIO < 1) reasons.push('too-weak');
  if (!isAlike(beat, meanBeat)) reasons.push('noisy');
  return reasons;
}

function isAlike(beat: Float64Array, kind: Float64Array): boolean {
  return correlation(beat, kind, Math.min(beat.length, Math.ceil(COMPARED_SHARE * kind.length))) >= LIKENESS_LIMIT;
}

function rise(wave: Float64Array, { onset, systolicPeak }: BeatBounds): number {
  return (wave[systolicPeak] as number) - (wave[onset] as number);
}

/** Whether the input rests on one value for the time of saturation within a beat of the grid. */
function isSaturated(raw: Float64Array, { step, start, rateHz }: AnalysisWave, from: number, to: number): boolean {
  const limit = Math.max(3, SATURATED_RUN_S * rateHz * step);
  const last = Math.min(raw.length - 1, Math.ceil(start + to * step));
  let run = 1;
  for (let i = Math.max(0, Math.floor(start + from * step)) + 1; i < last; i += 1) {
    run = raw[i] === raw[i - 1] ? run + 1 : 1;
    if (run >= limit) return true;
  }
  return false;
}

function collect(
  collected: Map<PulseParameterName, number[]>,
  beat: Float64Array,
  points: BeatFiducials,
  onset: number,
  rateHz: number,
): void {
  const within = mapPositions(points, (index) => Math.max(0, index - onset));
  const { ratios: _ratios, angles: _angles, ...values } = pulseParameters(beat, within, rateHz);
  for (const name of Object.keys(values) as PulseParameterName[]) {
    const value = values[name];
    if (value === null) continue;
    const list = collected.get(name);
    if (list) list.push(value);
    else collected.set(name, [value]);
  }
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
