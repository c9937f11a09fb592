import type { AnswerSheet, QuestionnaireId } from '../../domain/questionnaire.ts';
import { extension, findExtension, oneOf, required } from './elements.ts';
import type { QuestionnaireResponse } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

const QUESTIONNAIRES: readonly QuestionnaireId[] = [
  'gbt46939-2025',
  'elder-33',
  'ccmq-60',
  'five-state-open',
  'five-state-licensed',
];

/** Canonical `url|version` of a questionnaire. */
export const questionnaireCanonical = (id: string, version: string): string =>
  `${SYSTEMS.questionnaire}${id}|${version}`;

/** Splits a canonical. Throws `exchange/bundle-unreadable`. */
export function readCanonical(canonical: string): { readonly id: string; readonly version: string } {
  const [url = '', version] = canonical.split('|');
  if (!url.startsWith(SYSTEMS.questionnaire)) return required<never>(null, 'a questionnaire of ours');
  return { id: url.slice(SYSTEMS.questionnaire.length), version: required(version, 'the questionnaire version') };
}

/** Null when nothing was answered: R4 has no empty arrays. */
export function questionnaireResponseFrom(context: VisitContext, sheet: AnswerSheet): QuestionnaireResponse | null {
  const item = Object.entries(sheet.answers).map(([linkId, value]) => ({ linkId, answer: [{ valueInteger: value }] }));
  if (item.length === 0) return null;
  return {
    resourceType: 'QuestionnaireResponse',
    id: context.ids.of('answers'),
    extension: [extension('answer-mode', { valueCode: sheet.mode }), extension('answer-sex', { valueCode: sheet.sex })],
    questionnaire: questionnaireCanonical(sheet.questionnaire, sheet.version),
    status: 'completed',
    subject: context.subject,
    encounter: context.encounter,
    authored: context.completedAt,
    source: context.subject,
    item,
  };
}

export function sheetFrom(response: QuestionnaireResponse): AnswerSheet {
  const { id, version } = readCanonical(response.questionnaire);
  return {
    questionnaire: oneOf(QUESTIONNAIRES, id, 'questionnaire'),
    version,
    sex: oneOf(['male', 'female'], findExtension(response, 'answer-sex')?.valueCode, 'sex of the sheet'),
    mode: oneOf(['self', 'oral'], findExtension(response, 'answer-mode')?.valueCode, 'mode of the sheet'),
    answers: Object.fromEntries(
      response.item.map(({ linkId, answer }) => [linkId, required(answer[0], `an answer to ${linkId}`).valueInteger]),
    ),
  };
}
