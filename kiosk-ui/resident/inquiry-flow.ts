import type { QuestionnaireId } from '../../src/domain/questionnaire.ts';
import type { InquiryPart, VisitState } from '../../src/domain/station-api.ts';

/** What the resident has said in this sitting; after a reload it is asked once more, which harms nobody. */
export interface InquiryMemory {
  /** The questionnaire beside the main one that is being answered. */
  readonly active: QuestionnaireId | null;
  /** Nothing more is to be answered beside the main one. */
  readonly offersClosed: boolean;
  /** What staff may look at is left until the tongue was seen. */
  readonly deferred: boolean;
  /** Contradictory answers were offered for a second look. */
  readonly recheckSeen: boolean;
}

export const NOTHING_SAID: InquiryMemory = { active: null, offersClosed: false, deferred: false, recheckSeen: false };

export type InquiryScreen =
  | {
      readonly name: 'questionnaire';
      readonly questionnaire: QuestionnaireId;
      /** Only these items, to look at them again. */
      readonly only?: readonly string[];
    }
  | { readonly name: 'recheck' }
  | { readonly name: 'offers' };

const isWhole = ({ answers, questionCount }: InquiryPart) => Object.keys(answers).length >= questionCount;

/** The inquiry's next screen, or null when the visit can go on to the examinations. */
export function nextInquiry(visit: VisitState, memory: InquiryMemory): InquiryScreen | null {
  const [main] = visit.inquiry;
  if (main === undefined) return null;
  if (!isWhole(main) && !mayWait(main, visit, memory)) {
    return { name: 'questionnaire', questionnaire: main.questionnaire };
  }
  const late = memory.deferred || !hasBegunExaminations(visit);
  if (isWhole(main) && late && !memory.recheckSeen) return { name: 'recheck' };
  const active = visit.inquiry.find(({ questionnaire }) => questionnaire === memory.active);
  if (active !== undefined && !isWhole(active)) return { name: 'questionnaire', questionnaire: active.questionnaire };
  if (!memory.offersClosed && !hasBegunExaminations(visit) && openOffers(visit).length > 0) return { name: 'offers' };
  return null;
}

/** What can still be answered beside the main questionnaire. */
export function openOffers({ inquiry }: VisitState): readonly InquiryPart[] {
  return inquiry.filter((part) => part.role === 'further' && part.questionCount > 0 && !isWhole(part));
}

/** Items for an observer wait for the tongue picture when the resident asked for it. */
function mayWait(main: InquiryPart, visit: VisitState, { deferred }: InquiryMemory): boolean {
  const open = main.questionCount - Object.keys(main.answers).length;
  return deferred && open === main.observable.length && visit.captures.some(({ state }) => state === 'todo');
}

function hasBegunExaminations({ captures }: VisitState): boolean {
  const open = captures.some(({ state }) => state === 'todo');
  return !open || captures.some(({ state }) => state === 'kept' || state === 'running');
}
