import type { QualityReason } from '../../domain/quality.ts';
import { quantile } from './statistics.ts';

/** A wave resting on its lowest or highest value this long is cut off; the crest of a pulse is never this flat. */
const SATURATED_RUN_S = 0.08;
const SATURATED_SHARE = 0.02;
/** A sensor that repeats one value for this share of the time feels nothing. */
const FLAT_RUN_S = 0.5;
const FLAT_SHARE = 0.5;
/** A second whose range exceeds the usual one this many times was moved, not pulsed. */
const MOTION_RATIO = 4;
const MOTION_SHARE = 0.2;
const MOTION_WINDOW_S = 1;
/** Rounding of a large offset: a range below this share of the magnitude is no signal in double precision. */
const CONSTANT_SHARE_OF_MAGNITUDE = 1e-9;

/** What the samples alone show, before any beat is sought. `leastRange` is in the unit of the samples. */
export function signalFaults(samples: Float64Array, rateHz: number, leastRange: number): QualityReason[] {
  const low = samples.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = samples.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= CONSTANT_SHARE_OF_MAGNITUDE * magnitude) return ['no-contact'];
  const runs = runShares(samples, rateHz, low, high);
  const ranges = windowRanges(samples, Math.max(2, Math.round(MOTION_WINDOW_S * rateHz)));
  const usual = quantile(ranges, 0.5) ?? 0;
  const moved = ranges.filter((range) => range > MOTION_RATIO * usual).length;
  const reasons: QualityReason[] = [];
  if (runs.flat > FLAT_SHARE) reasons.push('no-contact');
  else if (runs.saturated > SATURATED_SHARE) reasons.push('saturated');
  if (usual < leastRange) reasons.push('too-weak');
  if (moved > MOTION_SHARE * ranges.length) reasons.push('motion');
  return reasons;
}

function runShares(
  samples: Float64Array,
  rateHz: number,
  low: number,
  high: number,
): { flat: number; saturated: number } {
  const saturatedRun = Math.max(3, SATURATED_RUN_S * rateHz);
  let flat = 0;
  let saturated = 0;
  let from = 0;
  for (let i = 1; i <= samples.length; i += 1) {
    if (i < samples.length && samples[i] === samples[from]) continue;
    const value = samples[from];
    if (i - from >= FLAT_RUN_S * rateHz) flat += i - from;
    if (i - from >= saturatedRun && (value === low || value === high)) saturated += i - from;
    from = i;
  }
  return { flat: flat / samples.length, saturated: saturated / samples.length };
}

function windowRanges(samples: Float64Array, window: number): number[] {
  const ranges: number[] = [];
  for (let from = 0; from === 0 || from + window <= samples.length; from += window) {
    const part = samples.subarray(from, from + window);
    const low = part.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    ranges.push(part.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) - low);
  }
  return ranges;
}
