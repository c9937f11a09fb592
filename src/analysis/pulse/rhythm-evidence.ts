import type { RhythmEvidence } from '../../domain/finding.ts';
import { NRMSSD_LIMIT, type Rhythm } from './rhythm.ts';
import { correlation, mean, median } from './statistics.ts';

/**
 * A pause exceeds the usual interval by more than 0.12 s (the step of GaoJianbing, PulseAmplitude.cpp, 2015) and by a
 * quarter: at slow rates breathing alone moves intervals by more than 0.12 s. Its further condition, interval before
 * <= 0.66 s, is left out, because 结 is by definition slow.
 */
const PAUSE_STEP_S = 0.12;
const PAUSE_SHARE = 0.25;
/** Pauses that recur at one distance at least this often, and in most cases, recur regularly (same source: 3 times). */
const LEAST_RECURRENCES = 3;
const RECURRENT_SHARE = 0.8;
/** 医宗金鉴: a pause every ten or every twenty to thirty beats. */
const LONGEST_RECURRENCE_BEATS = 30;
/** Bigeminy to quadrigeminy; a repeated pattern explains more than half of the variance (r > 0.7). */
const PATTERN_BEATS = [2, 3, 4];
const PATTERN_CORRELATION = 0.7;
/** The segments behind the limit of nRMSSD are 10 s long: about ten differences. */
const LEAST_DIFFERENCES_FOR_HINT = 10;

/** Pauses, their recurrence, and whether the rhythm is one to refer for an ECG. Null marks an interruption. */
export function rhythmEvidence(intervals: readonly (number | null)[], rhythm: Rhythm): RhythmEvidence {
  const usualIntervalS = usualInterval(intervals.filter((interval) => interval !== null));
  const differences = intervals.filter((interval, i) => i > 0 && interval !== null && intervals[i - 1] !== null).length;
  const pauses = usualIntervalS === null ? [] : pausesAt(intervals, usualIntervalS);
  const patternBeats = repeatedPattern(intervals);
  const pauseEveryBeats = recurrence(intervals, pauses);
  const patternless = patternBeats === null && pauseEveryBeats === null;
  return {
    differences,
    usualIntervalS,
    pauses: pauses.length,
    pauseEveryBeats,
    patternBeats,
    referForEcg:
      rhythm.pattern === 'constantly-irregular' &&
      (rhythm.nrmssd ?? 0) > NRMSSD_LIMIT &&
      differences >= LEAST_DIFFERENCES_FOR_HINT &&
      patternless,
  };
}

/** The median, or the mean where it is shorter: in bigeminy every second interval is long, and the median may be one of them. */
function usualInterval(known: readonly number[]): number | null {
  const middle = median(known);
  return middle === null ? null : Math.min(middle, mean(known));
}

function pausesAt(intervals: readonly (number | null)[], usualS: number): number[] {
  const limitS = usualS + Math.max(PAUSE_STEP_S, PAUSE_SHARE * usualS);
  return intervals.flatMap((interval, i) => (interval !== null && interval > limitS ? [i] : []));
}

/** The commonest distance of successive pauses with no interruption between them, if it is the rule. */
function recurrence(intervals: readonly (number | null)[], pauses: readonly number[]): number | null {
  const distances = pauses.slice(1).flatMap((at, i) => {
    const before = pauses[i] as number;
    return intervals.slice(before, at).includes(null) ? [] : [at - before];
  });
  const usual = median(distances);
  if (usual === null || usual < 2 || usual > LONGEST_RECURRENCE_BEATS) return null;
  const alike = distances.filter((distance) => distance === usual).length;
  return alike >= LEAST_RECURRENCES && alike >= RECURRENT_SHARE * distances.length ? usual : null;
}

function repeatedPattern(intervals: readonly (number | null)[]): number | null {
  const known = intervals.filter((interval) => interval !== null);
  if (known.length < LEAST_DIFFERENCES_FOR_HINT) return null;
  const likeness = (lag: number) => correlation(known.slice(lag), known.slice(0, -lag));
  return PATTERN_BEATS.find((lag) => likeness(lag) > PATTERN_CORRELATION && likeness(1) < likeness(lag)) ?? null;
}
