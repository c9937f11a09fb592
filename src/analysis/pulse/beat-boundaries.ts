import { argMax } from './extremum.ts';
import { median } from './statistics.ts';

/** One beat: P0, P1 and the index where it ends (the next onset), which is null where the next beat is missing. */
export interface BeatBounds {
  readonly onset: number;
  readonly systolicPeak: number;
  readonly end: number | null;
}

/** Longest ascent looked at. PPG-BP's 95th percentile of t1 is 249 ms. */
const LONGEST_ASCENT_S = 0.4;
/** The band-passed peak lies this near to the peak of the wave. */
const PEAK_SEARCH_S = 0.1;
/** An interval this much longer than usual holds a missed beat or a gap; the beat before it has no known end. */
const LONGEST_INTERVAL_SHARE = 1.8;

/** Fixes onset and peak of each detected beat on the smoothed wave; drops beats cut off at either end. */
export function beatBounds(peaks: readonly number[], wave: Float64Array, rateHz: number): BeatBounds[] {
  const beats: { onset: number; systolicPeak: number; end: number | null }[] = [];
  for (let i = 0; i < peaks.length; i += 1) {
    const floor = beats.at(-1)?.systolicPeak ?? 0;
    const systolicPeak = exactPeak(wave, peaks[i] as number, Math.round(PEAK_SEARCH_S * rateHz), peaks[i + 1]);
    const earliest = Math.max(floor, systolicPeak - Math.round(LONGEST_ASCENT_S * rateHz));
    const onset = onsetBefore(wave, earliest, systolicPeak);
    if (onset !== null && onset < systolicPeak) beats.push({ onset, systolicPeak, end: null });
  }
  const lengths = new Float64Array(Math.max(0, beats.length - 1));
  for (let i = 0; i < lengths.length; i += 1) lengths[i] = onsetOf(beats[i + 1]) - onsetOf(beats[i]);
  const usual = usualLength(lengths);
  for (let i = 0; i < lengths.length; i += 1) {
    const beat = beats[i];
    if (beat && (lengths[i] as number) <= LONGEST_INTERVAL_SHARE * usual) beat.end = onsetOf(beats[i + 1]);
  }
  return beats;
}

/** Median of the longer of two neighbouring lengths: in bigeminy every second one is long, and none is a gap. */
function usualLength(lengths: Float64Array): number {
  if (lengths.length < 2) return lengths[0] ?? 0;
  return median(lengths.subarray(1).map((length, i) => Math.max(length, lengths[i] as number))) ?? 0;
}

function onsetOf(beat: { readonly onset: number } | undefined): number {
  return beat?.onset ?? 0;
}

function exactPeak(wave: Float64Array, rough: number, reach: number, next: number | undefined): number {
  const to = Math.min(rough + reach, wave.length - 1, next === undefined ? wave.length : (rough + next) >> 1);
  return argMax(wave, rough - reach, to);
}

/** A slope below this share of the steepest no longer rises: on a rising baseline the wave has no valley. */
const FLAT_SHARE = 0.03;
/** Where even that is not reached, the flattest sample is the foot if its slope is below this share of the steepest. */
const FLATTEST_SHARE = 0.25;

/** The nearest foot before the steepest ascent: the last sample that does not rise. Null when the data begin later. */
function onsetBefore(wave: Float64Array, earliest: number, peak: number): number | null {
  const slope = (i: number) => (wave[i] as number) - (wave[i - 1] as number);
  let steepest = earliest + 1;
  for (let i = earliest + 2; i <= peak; i += 1) if (slope(i) > slope(steepest)) steepest = i;
  let flattest = steepest;
  for (let i = steepest; i > earliest; i -= 1) {
    if (slope(i) <= FLAT_SHARE * slope(steepest)) return i;
    if (slope(i) < slope(flattest)) flattest = i;
  }
  if (slope(flattest) < FLATTEST_SHARE * slope(steepest)) return flattest;
  return earliest === 0 ? null : earliest;
}
