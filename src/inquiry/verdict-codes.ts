import type { Verdict } from '../domain/constitution.ts';

/** Meaning of the numbers in a scorer's `verdicts` output. */
export const VERDICT_BY_CODE: readonly Verdict[] = ['no', 'tendency', 'basically', 'yes'];
