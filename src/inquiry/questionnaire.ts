import type { AnswerSheet, Answers, QuestionnaireView, QuestionView } from '../domain/questionnaire.ts';
import type { Sex } from '../domain/resident.ts';
import { checkAnswers, checkVersion, type SheetShape } from './check-answers.ts';
import { type ItemDefinition, itemsForSex, type QuestionnaireDefinition, readDefinition } from './definition.ts';
import ccmq60 from './definitions/ccmq-60.json' with { type: 'json' };
import elder33 from './definitions/elder-33.json' with { type: 'json' };
import gbt46939 from './definitions/gbt46939-2025.json' with { type: 'json' };
import { fiveStateView } from './five-state-questionnaire.ts';
import { glossOf } from './glosses/gloss-of.ts';
import { InquiryError } from './inquiry-error.ts';
import type { WordingPack } from './wording-pack.ts';

/** The constitution definitions that ship; each is read, and so checked, once, when it is first asked for. */
const RESOURCES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['gbt46939-2025', gbt46939],
  ['elder-33', elder33],
  ['ccmq-60', ccmq60],
]);

const readDefinitions = new Map<string, QuestionnaireDefinition>();

/** Ids of the constitution questionnaires that can be scored, whether or not their wording is here. */
export function scoredQuestionnaires(): readonly string[] {
  return [...RESOURCES.keys()];
}

/** Ids of the constitution questionnaires that can be asked as they ship, without a pack. */
export function installedQuestionnaires(): readonly string[] {
  return scoredQuestionnaires().filter((id) => questionnaireDefinition(id).items.every((item) => item.text !== null));
}

/** Throws `InquiryError` `inquiry/unknown-questionnaire`. */
export function questionnaireDefinition(id: string): QuestionnaireDefinition {
  const known = readDefinitions.get(id);
  if (known !== undefined) return known;
  const resource = RESOURCES.get(id);
  if (resource === undefined) {
    throw new InquiryError('inquiry/unknown-questionnaire', `questionnaire ${id} is not installed`, {
      questionnaire: id,
      installed: scoredQuestionnaires(),
    });
  }
  const definition = readDefinition(resource);
  readDefinitions.set(id, definition);
  return definition;
}

/**
 * What a screen asks a person of this sex, in the printed order; a licensed wording comes in its pack. Throws
 * `inquiry/unknown-questionnaire`, `inquiry/pack-needed`.
 */
export function questionnaireView(id: string, sex: Sex, wording: WordingPack | null = null): QuestionnaireView {
  if (id === 'five-state-open') return fiveStateView();
  const definition = questionnaireDefinition(id);
  return {
    id: definition.id,
    version: definition.version,
    title: definition.title,
    stem: definition.stem,
    items: itemsForSex(definition, sex).map((item) => viewOf(definition, item, wording)),
  };
}

function viewOf({ id }: QuestionnaireDefinition, item: ItemDefinition, wording: WordingPack | null): QuestionView {
  const packed = wording?.questionnaire === id ? wording.items[item.linkId] : undefined;
  const text = item.text ?? packed;
  if (text === undefined) {
    throw new InquiryError('inquiry/pack-needed', `the wording of ${id} is licensed and not loaded`, {
      questionnaire: id,
    });
  }
  const gloss = glossOf(id, item.linkId);
  return {
    number: item.number,
    text,
    options: item.options,
    ...(gloss === null ? {} : { gloss }),
    ...(item.mayBeObserved ? { mayBeObserved: true } : {}),
  };
}

/** A sheet of the installed version from bare answers. Throws `inquiry/unknown-questionnaire`; checks nothing else. */
export function sheetOf(id: string, sex: Sex, answers: Answers, mode: AnswerSheet['mode']): AnswerSheet {
  const definition = questionnaireDefinition(id);
  return { questionnaire: definition.id, version: definition.version, sex, answers, mode };
}

/** Answers of every constitution questionnaire run from 1 to 5 (GB/T 46939-2025 annex A). */
const shapeOf = ({ numbers }: QuestionnaireDefinition): SheetShape => ({ numbers, lowest: 1, highest: 5 });

/**
 * Passes a complete sheet and nothing else: GB/T 46939-2025 scores whole sheets, so nothing is pro-rated.
 * Throws `InquiryError`: `inquiry/unknown-questionnaire`, `inquiry/version-mismatch`, `inquiry/unknown-item`,
 * `inquiry/invalid-answer`, `inquiry/incomplete-answers`; the last three name the items in `context.items`.
 */
export function validateAnswers(sheet: AnswerSheet): void {
  const definition = questionnaireDefinition(sheet.questionnaire);
  checkVersion(sheet, definition.version);
  checkAnswers(shapeOf(definition), sheet.answers);
}
