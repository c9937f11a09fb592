import { InquiryError } from './inquiry-error.ts';

/** What says by which rule a result came about. */
export interface MeasuredBy {
  readonly questionnaire: string;
  readonly version: string;
}

/** Only the first part of a version says that items, scales or rule changed; the rest is wording or packaging. */
const ruleOf = ({ version }: MeasuredBy): string => version.split('.')[0] ?? version;

/** A 气虚 score of three, four or eight items is three different measurements, also where the formula is one. */
export function isComparable(a: MeasuredBy, b: MeasuredBy): boolean {
  return a.questionnaire === b.questionnaire && ruleOf(a) === ruleOf(b);
}

/** Throws `InquiryError` `inquiry/not-comparable` with both in the context: 2009, 2025 and elder scores never mix. */
export function assertComparable(a: MeasuredBy, b: MeasuredBy): void {
  if (isComparable(a, b)) return;
  const pick = ({ questionnaire, version }: MeasuredBy) => ({ questionnaire, version });
  throw new InquiryError(
    'inquiry/not-comparable',
    `${a.questionnaire} ${a.version} is not measured like ${b.questionnaire} ${b.version}`,
    { results: [pick(a), pick(b)] },
  );
}
