import { argMax } from './extremum.ts';
import { highPass, lowPass, runningMean } from './filter.ts';
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

/** Systolic peaks as sample indexes, in order. `samples` must be finite; positive pulse upwards. O(n). */
export function detectSystolicPeaks(samples: Float64Array, rateHz: number): number[] {
  const band = lowPass(highPass(samples, rateHz, BAND_LOW_HZ), rateHz, BAND_HIGH_HZ);
  const blocks = energyBlocks(band, rateHz);
  const peaks = blocks.map(([from, to]) => argMax(band, from, to)).filter((peak) => isInside(band, peak));
  return withoutDicroticWaves(withoutDoubles(peaks, band, REFRACTORY_S * rateHz), band);
}

function isInside(band: Float64Array, peak: number): boolean {
  return peak > 0 && peak < band.length - 1;
}

function energyBlocks(band: Float64Array, rateHz: number): [number, number][] {
  const energy = band.map((value) => (value > 0 ? value * value : 0));
  const peakMean = runningMean(energy, rateHz, PEAK_WINDOW_S);
  const beatMean = runningMean(energy, rateHz, BEAT_WINDOW_S);
  const offset = runningMean(energy, rateHz, OFFSET_WINDOW_S);
  const blocks: [number, number][] = [];
  let from = -1;
  for (let i = 0; i <= band.length; i += 1) {
    const inside =
      i < band.length && (peakMean[i] as number) > (beatMean[i] as number) + OFFSET_SHARE * (offset[i] as number);
    if (inside && from < 0) from = i;
    if (!inside && from >= 0) {
      const atEdge = from === 0 || i === band.length;
      if (atEdge || i - from >= Math.floor(PEAK_WINDOW_S * rateHz)) blocks.push([from, i - 1]);
      from = -1;
    }
  }
  return blocks;
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
  const isLow = peaks.map((peak, i) => {
    const neighbours = [peaks[i - 1], peaks[i + 1]].flatMap((p) => (p === undefined ? [] : [band[p] as number]));
    return neighbours.length > 0 && (band[peak] as number) < DICROTIC_HEIGHT_SHARE * Math.min(...neighbours);
  });
  const high = peaks.filter((_, i) => !isLow[i]);
  const usualInterval = median(high.slice(1).map((peak, i) => peak - (high[i] as number))) ?? 0;
  return peaks.filter((peak, i) => {
    const before = peaks[i - 1];
    return !isLow[i] || before === undefined || peak - before >= DICROTIC_INTERVAL_SHARE * usualInterval;
  });
}
