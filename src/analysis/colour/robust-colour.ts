import type { ZoneColour } from '../../domain/finding.ts';
import type { LabPlanes } from './lab-planes.ts';

/** Above this L* a pixel mirrors the lamp and says nothing of the tissue (the 110-number feature set's own limit). */
export const SPECULAR_LIGHTNESS = 92;
/** Share of the values cut from each end before averaging: stubble, cracks and edge pixels are rarer than this. */
const TRIM = 0.1;
/** Histogram of a channel: Lab of sRGB lies within ±128; a bin is far narrower than any colour difference that is seen. */
const LOWEST = -128;
const BINS_PER_UNIT = 32;
const BINS = 256 * BINS_PER_UNIT;

function trimmed(values: Float32Array): { mean: number; spread: number } {
  const bins = new Uint32Array(BINS);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value - LOWEST) * BINS_PER_UNIT)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const cut = Math.floor(values.length * TRIM);
  const from = cutBin(bins, cut, 0, 1);
  const to = cutBin(bins, cut, BINS - 1, -1);
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    const bin = (value - LOWEST) * BINS_PER_UNIT;
    if (bin < from || bin >= to + 1) continue;
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { mean, spread: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

/** The bin at which more than `cut` values have been passed, walking in one direction. */
function cutBin(bins: Uint32Array, cut: number, start: number, step: 1 | -1): number {
  let passed = 0;
  for (let bin = start; bin >= 0 && bin < BINS; bin += step) {
    passed += bins[bin] ?? 0;
    if (passed > cut) return bin;
  }
  return start;
}

/**
 * Robust colour of the pixels where `inside` is non-zero: per channel the mean and standard deviation after cutting a
 * tenth from each end, specular pixels left out. `areaPx` counts all pixels inside. Null when no usable pixel is left.
 */
export function robustColour(planes: LabPlanes, inside: Uint8Array): ZoneColour | null {
  const l = new Float32Array(inside.length);
  const a = new Float32Array(inside.length);
  const b = new Float32Array(inside.length);
  let areaPx = 0;
  let usable = 0;
  for (let pixel = 0; pixel < inside.length; pixel++) {
    if (!inside[pixel]) continue;
    areaPx++;
    const lightness = planes.l[pixel] ?? 100;
    if (lightness > SPECULAR_LIGHTNESS) continue;
    l[usable] = lightness;
    a[usable] = planes.a[pixel] ?? 0;
    b[usable] = planes.b[pixel] ?? 0;
    usable++;
  }
  if (usable === 0) return null;
  // In arrays, not three objects: Node 24.21's optimising compilers now and then gave one channel's values for all three.
  const means = new Float64Array(3);
  const spreads = new Float64Array(3);
  [l, a, b].forEach((values, channel) => {
    const { mean, spread } = trimmed(values.subarray(0, usable));
    means[channel] = mean;
    spreads[channel] = spread;
  });
  const [ml = 0, ma = 0, mb = 0] = means;
  const [sl = 0, sa = 0, sb = 0] = spreads;
  return { lab: { l: ml, a: ma, b: mb }, spread: { l: sl, a: sa, b: sb }, areaPx };
}
