import type { AnswerSheet, Answers, QuestionnaireView } from '../domain/questionnaire.ts';
import type { Sex } from '../domain/resident.ts';
import { itemsForSex, type QuestionnaireDefinition, readDefinition } from './definition.ts';
import elder33 from './definitions/elder-33.json' with { type: 'json' };
import gbt46939 from './definitions/gbt46939-2025.json' with { type: 'json' };
import { InquiryError } from './inquiry-error.ts';

/** The definitions that ship; each is read, and so checked, once, when it is first asked for. */
const RESOURCES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['gbt46939-2025', gbt46939],
  ['elder-33', elder33],
]);

const readDefinitions = new Map<string, QuestionnaireDefinition>();

/** Ids of the questionnaires that are installed. */
export function installedQuestionnaires(): readonly string[] {
  return [...RESOURCES.keys()];
}

/** Throws `InquiryError` `inquiry/unknown-questionnaire`. */
export function questionnaireDefinition(id: string): QuestionnaireDefinition {
  const known = readDefinitions.get(id);
  if (known !== undefined) return known;
  const resource = RESOURCES.get(id);
  if (resource === undefined) {
    throw new InquiryError('inquiry/unknown-questionnaire', `questionnaire ${id} is not installed`, {
      questionnaire: id,
      installed: installedQuestionnaires(),
    });
  }
  const definition = readDefinition(resource);
  readDefinitions.set(id, definition);
  return definition;
}

/** What a screen asks a person of this sex, in the printed order. Throws `inquiry/unknown-questionnaire`. */
export function questionnaireView(id: string, sex: Sex): QuestionnaireView {
  const definition = questionnaireDefinition(id);
  return {
    id: definition.id,
    version: definition.version,
    title: definition.title,
    stem: definition.stem,
    items: itemsForSex(definition, sex).map(({ number, text, options }) => ({ number, text, options })),
  };
}

/** A sheet of the installed version from bare answers. Throws `inquiry/unknown-questionnaire`; checks nothing else. */
export function sheetOf(id: string, sex: Sex, answers: Answers, mode: AnswerSheet['mode']): AnswerSheet {
  const definition = questionnaireDefinition(id);
  return { questionnaire: definition.id, version: definition.version, sex, answers, mode };
}

/**
 * Passes a complete sheet and nothing else: GB/T 46939-2025 scores whole sheets, so nothing is pro-rated.
 * Throws `InquiryError`: `inquiry/unknown-questionnaire`, `inquiry/version-mismatch`, `inquiry/unknown-item`,
 * `inquiry/invalid-answer`, `inquiry/incomplete-answers`; the last three name the items in `context.items`.
 */
export function validateAnswers(sheet: AnswerSheet): void {
  const definition = questionnaireDefinition(sheet.questionnaire);
  if (sheet.version !== definition.version) {
    throw new InquiryError('inquiry/version-mismatch', `installed is ${definition.version}, not ${sheet.version}`, {
      installed: definition.version,
      sheet: sheet.version,
    });
  }
  if (isComplete(definition, sheet.answers)) return;
  const numbers = new Set(definition.numbers);
  const given = Object.keys(sheet.answers);
  const unknown = given.filter((number) => !numbers.has(number));
  if (unknown.length > 0) refuseItems('inquiry/unknown-item', 'not in this questionnaire', unknown);
  const invalid = given.filter((number) => !isAnswer(sheet.answers[number]));
  if (invalid.length > 0) refuseItems('inquiry/invalid-answer', 'not a whole number from 1 to 5', invalid);
  const missing = definition.numbers.filter((number) => !Object.hasOwn(sheet.answers, number));
  refuseItems('inquiry/incomplete-answers', 'not answered', missing);
}

/** The one check on the way of a good sheet; 100,000 sheets go through it in one call. */
function isComplete(definition: QuestionnaireDefinition, answers: Answers): boolean {
  const { numbers } = definition;
  return (
    Object.keys(answers).length === numbers.length &&
    numbers.every((number) => Object.hasOwn(answers, number) && isAnswer(answers[number]))
  );
}

function isAnswer(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5;
}

function refuseItems(
  code: 'inquiry/unknown-item' | 'inquiry/invalid-answer' | 'inquiry/incomplete-answers',
  reason: string,
  items: readonly string[],
): never {
  throw new InquiryError(code, `${reason}: item ${items.join(', ')}`, { items });
}
