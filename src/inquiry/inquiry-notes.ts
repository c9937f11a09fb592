import type { ConstitutionResult } from '../domain/constitution.ts';
import { type FiveStateResult, isFiveState } from '../domain/five-state.ts';
import type { InquiryNotes } from '../domain/inquiry-note.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';
import type { Visit } from '../domain/visit.ts';
import { answerQuality } from './answer-quality.ts';
import { recheckOffers } from './recheck.ts';

/** What there is to say of a sheet beside its result; `result` null where it was not answered to its end. */
export function notesOn(sheet: AnswerSheet, result: ConstitutionResult | FiveStateResult | null): InquiryNotes {
  const rechecks = result === null || isFiveState(result) ? [] : recheckOffers(sheet, result.conclusion);
  return { questionnaire: sheet.questionnaire, quality: answerQuality(sheet, numbersOf(sheet)), rechecks };
}

/** The notes of every sheet of a visit that gave cause for one, the main one first. Derived anew wherever it is shown. */
export function inquiryNotes(visit: Pick<Visit, 'sheet' | 'constitution' | 'further'>): readonly InquiryNotes[] {
  const main = visit.sheet === null ? [] : [notesOn(visit.sheet, visit.constitution)];
  const further = (visit.further ?? []).map(({ sheet, result }) => notesOn(sheet, result));
  return [...main, ...further].filter(({ quality, rechecks }) => quality.length + rechecks.length > 0);
}

/** Items are numbered in the order in which they are asked. */
function numbersOf({ answers }: AnswerSheet): readonly string[] {
  return Object.keys(answers).toSorted((a, b) => Number(a) - Number(b));
}
