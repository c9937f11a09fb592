import type { PulseAnalysis } from '../../domain/finding.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import { mean, median } from './statistics.ts';

/**
 * nRMSSD (RMSSD over the mean interval) above this is irregular: on 7,560 ECG-adjudicated segments of
 * PPGArrhythmiaDetection (JAHA 2022;11:e023555) 0.12 finds 96 % of atrial fibrillation at a specificity of 98 %.
 */
export const NRMSSD_LIMIT = 0.12;
/** One early or missed beat upsets up to three successive differences; more than this share of them is no exception. */
const CONSTANT_SHARE = 0.4;
/** Fewer differences than this say nothing about a rhythm. */
const LEAST_DIFFERENCES = 5;
/** Intervals outside this range of the median hold a missed or a doubled beat and do not count towards the rate. */
const SHORTEST_SHARE = 0.4;
const LONGEST_SHARE = 1.8;
/** One interval may be chance; two make a rate. */
const LEAST_INTERVALS = 2;

export type Rhythm = PulseAnalysis['rhythm'];

export const RHYTHM_NOT_ASSESSABLE: Rhythm = { regular: null, nrmssd: null, pattern: 'not-assessable' };

/**
 * A pause leaves out one or two beats (医宗金鉴: 时一止). Longer silence is no rhythm but a wave that was lost, and pairs
 * across it are not formed.
 */
const LONGEST_PAUSE_SHARE = 3.3;

/**
 * Peak-to-peak intervals in seconds; null where the wave was lost in between: in one of the `lost` stretches (in order,
 * positions as those of the beats), or for longer than a pause.
 */
export function beatIntervals(
  beats: readonly BeatBounds[],
  rateHz: number,
  lost: readonly { readonly from: number; readonly to: number }[] = [],
): (number | null)[] {
  const intervals: number[] = [];
  const broken: boolean[] = [];
  let next = 0;
  for (let i = 1; i < beats.length; i += 1) {
    const [before, beat] = [beats[i - 1] as BeatBounds, beats[i] as BeatBounds];
    while (next < lost.length && (lost[next]?.to ?? 0) <= before.systolicPeak) next += 1;
    broken.push((lost[next]?.from ?? Number.POSITIVE_INFINITY) < beat.systolicPeak);
    intervals.push((beat.systolicPeak - before.systolicPeak) / rateHz);
  }
  const usual = median(intervals) ?? 0;
  return intervals.map((interval, i) => (broken[i] || interval > LONGEST_PAUSE_SHARE * usual ? null : interval));
}

/** In bigeminy half of the intervals are long: what so many share is no missed beat. */
const LEFT_OUT_SHARE = 1 / 3;

/** Mean rate over the counted intervals; null with fewer than two. */
export function rateBpm(intervals: readonly (number | null)[]): number | null {
  const known = intervals.filter((interval) => interval !== null);
  const usual = median(known) ?? 0;
  const near = known.filter((interval) => interval >= SHORTEST_SHARE * usual && interval <= LONGEST_SHARE * usual);
  const counted = known.length - near.length > LEFT_OUT_SHARE * known.length ? known : near;
  return counted.length < LEAST_INTERVALS ? null : 60 / mean(counted);
}

/** Regular, now and then irregular, or irregular throughout. */
export function assessRhythm(intervals: readonly (number | null)[]): Rhythm {
  const known = intervals.filter((interval) => interval !== null);
  const usual = mean(known);
  const differences = intervals.slice(1).flatMap((interval, i) => {
    const before = intervals[i] ?? null;
    return interval === null || before === null ? [] : [interval - before];
  });
  if (differences.length < LEAST_DIFFERENCES) return RHYTHM_NOT_ASSESSABLE;
  const nrmssd = Math.sqrt(mean(differences.map((difference) => difference ** 2))) / usual;
  if (nrmssd <= NRMSSD_LIMIT) return { regular: true, nrmssd, pattern: 'regular' };
  const upset = differences.filter((difference) => Math.abs(difference) > NRMSSD_LIMIT * usual).length;
  const constant = upset > CONSTANT_SHARE * differences.length;
  return { regular: false, nrmssd, pattern: constant ? 'constantly-irregular' : 'occasionally-irregular' };
}
