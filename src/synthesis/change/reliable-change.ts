import type { ReliableLimit } from '../../domain/change.ts';

/** Spread and retest reliability of one scale or sign in one population, with where they come from. */
export interface Retest {
  /** Standard deviation between persons, in the scale's unit. */
  readonly sd: number;
  /** Retest reliability, below 1. */
  readonly r: number;
  readonly origin: 'site' | 'configured';
  /** Pairs of repeats behind it; null where a configuration does not say. */
  readonly pairs: number | null;
}

/** Two-sided 95 % of the normal distribution: |RCI| beyond it is called reliable (Jacobson and Truax 1991). */
export const RELIABLE_RCI = 1.96;

/** Sums of binary fractions such as 100/12 miss the limit by about 1e−14; a person's answers do not. */
export const ROUNDING = 1e-9;

/** Standard error of a difference of two measurements, SD·√2·√(1−r), in the scale's unit. */
export function differenceError({ sd, r }: Pick<Retest, 'sd' | 'r'>): number {
  return sd * Math.SQRT2 * Math.sqrt(1 - r);
}

/** RCI = (x2−x1)/(SD·√2·√(1−r)). */
export function reliableChangeIndex(before: number, after: number, retest: Pick<Retest, 'sd' | 'r'>): number {
  return (after - before) / differenceError(retest);
}

/** The smallest difference that is called change, where a reliability is known (MDC95). */
export function reliableLimit(retest: Retest): ReliableLimit {
  return { value: RELIABLE_RCI * differenceError(retest), origin: retest.origin, pairs: retest.pairs };
}
