import { EDUCATION_LEVELS } from '../../domain/five-state.ts';
import { ANSWER_SOURCES, type AnswerSheet, type QuestionnaireId } from '../../domain/questionnaire.ts';
import { extension, findExtension, oneOf, required } from './elements.ts';
import type { Extension, QuestionnaireResponse } from './schema.ts';
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

/** Marks what was taken beside the questionnaire that determines the visit's constitution. */
const FURTHER = 'further-questionnaire';

export const furtherMark = (): Extension => extension(FURTHER, { valueBoolean: true });

export const isFurther = (holder: { readonly extension?: readonly Extension[] | undefined }): boolean =>
  findExtension(holder, FURTHER)?.valueBoolean === true;

/** Null when nothing was answered: R4 has no empty arrays. */
export function questionnaireResponseFrom(
  context: VisitContext,
  sheet: AnswerSheet,
  role: 'main' | 'further' = 'main',
): QuestionnaireResponse | null {
  const item = Object.entries(sheet.answers).map(([linkId, value]) => ({
    linkId,
    ...circumstances(sheet, linkId),
    answer: [{ valueInteger: value }],
  }));
  if (item.length === 0) return null;
  return {
    resourceType: 'QuestionnaireResponse',
    id: role === 'main' ? context.ids.of('answers') : context.ids.of('answers', sheet.questionnaire),
    extension: [
      extension('answer-mode', { valueCode: sheet.mode }),
      extension('answer-sex', { valueCode: sheet.sex }),
      ...(sheet.education === undefined ? [] : [extension('answer-education', { valueCode: sheet.education })]),
      ...(role === 'main' ? [] : [furtherMark()]),
    ],
    questionnaire: questionnaireCanonical(sheet.questionnaire, sheet.version),
    status: 'completed',
    subject: context.subject,
    encounter: context.encounter,
    authored: context.completedAt,
    source: context.subject,
    item,
  };
}

/** How an answer came about: how long its question stood, and who or what stands behind it where the mode does not say. */
function circumstances({ answerTimesMs, answerSources }: AnswerSheet, linkId: string) {
  const [tookMs, source] = [answerTimesMs?.[linkId], answerSources?.[linkId]];
  const extensions = [
    ...(tookMs === undefined ? [] : [extension('answer-time-ms', { valueInteger: tookMs })]),
    ...(source === undefined ? [] : [extension('answer-source', { valueCode: source })]),
  ];
  return extensions.length === 0 ? {} : { extension: extensions };
}

export function sheetFrom(response: QuestionnaireResponse): AnswerSheet {
  const { id, version } = readCanonical(response.questionnaire);
  const education = findExtension(response, 'answer-education')?.valueCode;
  return {
    questionnaire: oneOf(QUESTIONNAIRES, id, 'questionnaire'),
    version,
    sex: oneOf(['male', 'female'], findExtension(response, 'answer-sex')?.valueCode, 'sex of the sheet'),
    mode: oneOf(['self', 'oral'], findExtension(response, 'answer-mode')?.valueCode, 'mode of the sheet'),
    answers: Object.fromEntries(
      response.item.map(({ linkId, answer }) => [linkId, required(answer[0], `an answer to ${linkId}`).valueInteger]),
    ),
    ...named('answerTimesMs', response, (item) => findExtension(item, 'answer-time-ms')?.valueInteger),
    ...named('answerSources', response, (item) => {
      const source = findExtension(item, 'answer-source')?.valueCode;
      return source === undefined ? undefined : oneOf(ANSWER_SOURCES, source, 'source of an answer');
    }),
    ...(education === undefined ? {} : { education: oneOf(EDUCATION_LEVELS, education, 'education') }),
  };
}

function named<Name extends string, Value>(
  name: Name,
  { item }: QuestionnaireResponse,
  read: (item: QuestionnaireResponse['item'][number]) => Value | undefined,
): { readonly [key in Name]?: Readonly<Record<string, Value>> } {
  const entries = item.flatMap((one) => {
    const value = read(one);
    return value === undefined ? [] : [[one.linkId, value] as const];
  });
  return entries.length === 0
    ? {}
    : ({ [name]: Object.fromEntries(entries) } as { [key in Name]: Record<string, Value> });
}
