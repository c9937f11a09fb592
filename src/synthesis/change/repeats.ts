import type { Intervention } from '../../domain/intervention.ts';
import type { Retest } from './reliable-change.ts';

const DAY_MS = 86_400_000;
/** Two weeks: short enough for a constitution to stand, long enough to forget 26 answers. */
const REPEAT_DAYS = 14;
/** A village clinic does not hit the day: within the same weeks before and after. */
const REPEAT_TOLERANCE_DAYS = 4;

/**
 * Fewest pairs that give a site's own limit. A standard deviation from n differences is uncertain by 1/√(2(n−1)), which is a tenth at
 * 50; 50 persons are also what Terwee et al. 2007 ask of an agreement study.
 */
export const FEWEST_PAIRS = 50;

/** A completed visit as far as repeats are sought. */
export interface RepeatCandidate {
  readonly visitId: string;
  readonly residentId: string;
  readonly startedAt: string;
}

export interface Repeat {
  readonly first: RepeatCandidate;
  readonly second: RepeatCandidate;
}

/**
 * The first two-week repeat of each resident: one pair a person, since pairs of one person are not independent. Visits with an
 * intervention between them are no repeats: something was done so that they should differ.
 */
export function findRepeats(
  visits: readonly RepeatCandidate[],
  interventions: readonly Pick<Intervention, 'residentId' | 'from' | 'to'>[],
): readonly Repeat[] {
  const byResident = Map.groupBy(visits, ({ residentId }) => residentId);
  const treated = Map.groupBy(interventions, ({ residentId }) => residentId);
  return [...byResident].flatMap(([residentId, all]) => {
    const repeat = firstRepeat(all, treated.get(residentId) ?? []);
    return repeat === null ? [] : [repeat];
  });
}

function firstRepeat(
  visits: readonly RepeatCandidate[],
  interventions: readonly Pick<Intervention, 'from' | 'to'>[],
): Repeat | null {
  const inOrder = visits.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
  for (const [at, first] of inOrder.entries()) {
    for (const second of inOrder.slice(at + 1)) {
      const days = (Date.parse(second.startedAt) - Date.parse(first.startedAt)) / DAY_MS;
      if (Math.abs(days - REPEAT_DAYS) > REPEAT_TOLERANCE_DAYS) continue;
      if (!interventions.some((one) => liesBetween(one, first.startedAt, second.startedAt))) return { first, second };
    }
  }
  return null;
}

/** Whether an intervention (days) was going on between two times; one that began on the day of the first visit counts. */
export function liesBetween({ from, to }: Pick<Intervention, 'from' | 'to'>, start: string, end: string): boolean {
  return from <= chinaDay(end) && (to === null || to >= chinaDay(start));
}

/** Interventions are kept by the day of the calendar on the wall, visits in UTC. */
function chinaDay(time: string): string {
  return new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/**
 * SD and r of pairs of repeated values. SD² is the mean of both occasions' variances and r = cov/SD², so that SD·√2·√(1−r) is
 * exactly the standard deviation of the differences. Null with fewer than `FEWEST_PAIRS` pairs, or where nobody differs.
 */
export function retestOfPairs(pairs: readonly (readonly [number, number])[]): Retest | null {
  const n = pairs.length;
  if (n < FEWEST_PAIRS) return null;
  const [meanA, meanB] = [mean(pairs.map(([a]) => a)), mean(pairs.map(([, b]) => b))];
  const sum = (term: (a: number, b: number) => number) =>
    pairs.reduce((total, [a, b]) => total + term(a - meanA, b - meanB), 0) / (n - 1);
  const variance = (sum((a) => a * a) + sum((_, b) => b * b)) / 2;
  const r = sum((a, b) => a * b) / variance;
  if (!(variance > 0) || r < 0 || r >= 1) return null;
  return { sd: Math.sqrt(variance), r, origin: 'site', pairs: n };
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
