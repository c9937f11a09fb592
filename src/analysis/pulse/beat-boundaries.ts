import type { WaveDerivatives } from './derivatives.ts';
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

/** Fixes onset and peak of each detected beat on the lightly smoothed wave; drops beats cut off at either end. */
export function beatBounds(peaks: readonly number[], derivatives: WaveDerivatives, rateHz: number): BeatBounds[] {
  const beats: { onset: number; systolicPeak: number }[] = [];
  for (const [i, rough] of peaks.entries()) {
    const floor = beats.at(-1)?.systolicPeak ?? 0;
    const systolicPeak = exactPeak(derivatives.wave, rough, Math.round(PEAK_SEARCH_S * rateHz), peaks[i + 1]);
    const earliest = Math.max(floor, systolicPeak - Math.round(LONGEST_ASCENT_S * rateHz));
    const onset = onsetBefore(derivatives, earliest, systolicPeak);
    if (onset !== null && onset < systolicPeak) beats.push({ onset, systolicPeak });
  }
  const usual = median(beats.slice(1).map((beat, i) => beat.onset - (beats[i] as BeatBounds).onset)) ?? 0;
  return beats.map((beat, i) => {
    const next = beats[i + 1]?.onset;
    const known = next !== undefined && next - beat.onset <= LONGEST_INTERVAL_SHARE * usual;
    return { ...beat, end: known ? next : null };
  });
}

function exactPeak(wave: Float64Array, rough: number, reach: number, next: number | undefined): number {
  const to = Math.min(rough + reach, wave.length - 1, next === undefined ? wave.length : (rough + next) >> 1);
  return argMax(wave, rough - reach, to);
}

/** The nearest foot before the steepest ascent: the last sample that does not rise. Null when the data begin later. */
function onsetBefore({ foot: { first } }: WaveDerivatives, earliest: number, peak: number): number | null {
  const steepest = argMax(first, earliest, peak);
  for (let i = steepest; i > earliest; i -= 1) {
    if ((first[i] as number) <= 0) return i;
  }
  return earliest === 0 ? null : earliest;
}
