import type { QualityReason } from '../../domain/quality.ts';
import { median } from './statistics.ts';

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

/** What the samples alone show, before any beat is sought. `leastRange` is in the unit of the samples. O(n). */
export function signalFaults(samples: Float64Array, rateHz: number, leastRange: number): QualityReason[] {
  const [low, high] = limits(samples, 0, samples.length);
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= CONSTANT_SHARE_OF_MAGNITUDE * magnitude) return ['no-contact'];
  const runs = runShares(samples, rateHz, low, high);
  const ranges = windowRanges(samples, Math.max(2, Math.round(MOTION_WINDOW_S * rateHz)));
  const usual = median(ranges) ?? 0;
  let moved = 0;
  for (let i = 0; i < ranges.length; i += 1) if ((ranges[i] as number) > MOTION_RATIO * usual) moved += 1;
  const reasons: QualityReason[] = [];
  if (runs.flat > FLAT_SHARE) reasons.push('no-contact');
  else if (runs.saturated > SATURATED_SHARE) reasons.push('saturated');
  if (usual < leastRange) reasons.push('too-weak');
  if (moved > MOTION_SHARE * ranges.length) reasons.push('motion');
  return reasons;
}

/** Windows of a second, as ranges of samples, that were moved rather than pulsed. O(n). */
export function movedWindows(samples: Float64Array, rateHz: number): { readonly from: number; readonly to: number }[] {
  const window = Math.max(2, Math.round(MOTION_WINDOW_S * rateHz));
  const ranges = windowRanges(samples, window);
  const limit = MOTION_RATIO * (median(ranges) ?? 0);
  const moved: { from: number; to: number }[] = [];
  for (let k = 0; k < ranges.length; k += 1)
    if ((ranges[k] as number) > limit) moved.push({ from: k * window, to: (k + 1) * window - 1 });
  return moved;
}

function limits(samples: Float64Array, from: number, to: number): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i += 1) {
    const value = samples[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
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

function windowRanges(samples: Float64Array, window: number): Float64Array {
  const ranges = new Float64Array(Math.max(1, Math.floor(samples.length / window)));
  for (let k = 0; k < ranges.length; k += 1) {
    const [low, high] = limits(samples, k * window, Math.min(samples.length, (k + 1) * window));
    ranges[k] = high - low;
  }
  return ranges;
}
