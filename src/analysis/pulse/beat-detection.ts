import { argMax } from './extremum.ts';
import { highPass, lowPass } from './filter.ts';
import { median } from './statistics.ts';

/**
 * Elgendi et al. 2013, PLoS ONE 8(10):e76585 (systolic peaks by two event-related moving averages): band 0.5–8 Hz,
 * peak window 111 ms, beat window 667 ms, offset 2 % of the mean energy. Here the mean energy is local (10 s), so that
 * a loud stretch does not deafen the rest.
 */
const BAND_LOW_HZ = 0.5;
const BAND_HIGH_HZ = 8;
const PEAK_WINDOW_S = 0.111;
const BEAT_WINDOW_S = 0.667;
const OFFSET_SHARE = 0.02;
const OFFSET_WINDOW_S = 10;

/** No two beats nearer than this: 220 beats a minute. */
const REFRACTORY_S = 0.27;

/** A wave lower than this share of both its neighbours and this early is the dicrotic wave of the beat before. */
const DICROTIC_HEIGHT_SHARE = 0.45;
const DICROTIC_INTERVAL_SHARE = 0.7;

/** The band in which beats are sought and the sensor's direction is told. O(n). */
export function pulseBand(samples: Float64Array, rateHz: number): Float64Array {
  return lowPass(highPass(samples, rateHz, BAND_LOW_HZ), rateHz, BAND_HIGH_HZ);
}

/** Systolic peaks as sample indexes, in order. `samples` must be finite; positive pulse upwards. O(n). */
export function detectSystolicPeaks(samples: Float64Array, rateHz: number): number[] {
  return systolicPeaks(pulseBand(samples, rateHz), rateHz);
}

/** As `detectSystolicPeaks`, of samples already in the band. */
export function systolicPeaks(band: Float64Array, rateHz: number): number[] {
  const peaks: number[] = [];
  forEachBlock(band, rateHz, (from, to) => {
    const peak = argMax(band, from, to);
    if (peak > 0 && peak < band.length - 1) peaks.push(peak);
  });
  return withoutDicroticWaves(withoutDoubles(peaks, band, REFRACTORY_S * rateHz), band);
}

/** Calls back with the first and last sample of each stretch in which the short mean of energy exceeds the long one. */
function forEachBlock(band: Float64Array, rateHz: number, block: (from: number, to: number) => void): void {
  const n = band.length;
  const sums = energySums(band);
  const half = (windowS: number) => Math.floor((windowS * rateHz) / 2);
  const [peakHalf, beatHalf, offsetHalf] = [half(PEAK_WINDOW_S), half(BEAT_WINDOW_S), half(OFFSET_WINDOW_S)];
  const least = Math.floor(PEAK_WINDOW_S * rateHz);
  let from = -1;
  for (let i = 0; i <= n; i += 1) {
    const inside =
      i < n &&
      meanAround(sums, i, peakHalf) > meanAround(sums, i, beatHalf) + OFFSET_SHARE * meanAround(sums, i, offsetHalf);
    if (inside && from < 0) from = i;
    if (!inside && from >= 0) {
      if (from === 0 || i === n || i - from >= least) block(from, i - 1);
      from = -1;
    }
  }
}

/** Running sum of the squares of what lies above zero; one value more than `band`. */
function energySums(band: Float64Array): Float64Array {
  const sums = new Float64Array(band.length + 1);
  let sum = 0;
  for (let i = 0; i < band.length; i += 1) {
    const value = band[i] as number;
    if (value > 0) sum += value * value;
    sums[i + 1] = sum;
  }
  return sums;
}

function meanAround(sums: Float64Array, i: number, half: number): number {
  const from = i > half ? i - half : 0;
  const to = i + half + 1 < sums.length ? i + half + 1 : sums.length - 1;
  return ((sums[to] as number) - (sums[from] as number)) / (to - from);
}

function withoutDoubles(peaks: readonly number[], band: Float64Array, refractory: number): number[] {
  const kept: number[] = [];
  for (const peak of peaks) {
    const previous = kept.at(-1);
    if (previous === undefined || peak - previous >= refractory) kept.push(peak);
    else if ((band[peak] as number) > (band[previous] as number)) kept[kept.length - 1] = peak;
  }
  return kept;
}

function withoutDicroticWaves(peaks: readonly number[], band: Float64Array): number[] {
  const height = (i: number) => {
    const peak = peaks[i];
    return peak === undefined ? Number.POSITIVE_INFINITY : (band[peak] as number);
  };
  const isLow = peaks.map((_, i) => {
    const lower = Math.min(height(i - 1), height(i + 1));
    return lower < Number.POSITIVE_INFINITY && height(i) < DICROTIC_HEIGHT_SHARE * lower;
  });
  const high = peaks.filter((_, i) => !isLow[i]);
  const intervals = new Float64Array(Math.max(0, high.length - 1));
  for (let i = 0; i < intervals.length; i += 1) intervals[i] = (high[i + 1] as number) - (high[i] as number);
  const shortest = DICROTIC_INTERVAL_SHARE * (median(intervals) ?? 0);
  return peaks.filter((peak, i) => {
    const before = peaks[i - 1];
    return !isLow[i] || before === undefined || peak - before >= shortest;
  });
}
