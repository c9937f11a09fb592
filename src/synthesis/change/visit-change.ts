import type { VisitChange } from '../../domain/change.ts';
import type { ConstitutionResult } from '../../domain/constitution.ts';
import type { Visit } from '../../domain/visit.ts';
import { isComparable } from '../../inquiry/comparable.ts';
import { type RetestOfScale, scaleChanges } from './scale-change.ts';
import { type RetestOfSign, signChanges } from './sign-change.ts';

/** Reliabilities in force, asked by result and by sign. */
export interface Retests {
  ofScale(result: ConstitutionResult): RetestOfScale;
  readonly ofSign: RetestOfSign;
}

/** Nothing is known yet: 25 points or two classes on the scales, and no limit on signs. */
export const NO_RETESTS: Retests = { ofScale: () => () => null, ofSign: () => null };

/** What changed from an earlier complete visit of a resident to a later one. */
export function visitChange(earlier: Visit, later: Visit, retests: Retests): VisitChange {
  const retestOf = later.constitution === null ? () => null : retests.ofScale(later.constitution);
  const named = ({ id, startedAt }: Visit) => ({ visitId: id, startedAt });
  return {
    earlier: named(earlier),
    later: named(later),
    scales: scaleChanges(earlier.constitution, later.constitution, retestOf),
    signs: signChanges(earlier, later, retests.ofSign),
  };
}

/** The visit to compare with, of earlier ones latest first: the latest of the same questionnaire, else the latest of all. */
export function visitToCompare(later: Visit, earlier: readonly Visit[]): Visit | null {
  const { constitution } = later;
  const same = earlier.find(
    (visit) => constitution !== null && visit.constitution !== null && isComparable(visit.constitution, constitution),
  );
  return same ?? earlier[0] ?? null;
}
