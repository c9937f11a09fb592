import { Compile } from 'typebox/compile';
import { CONSTITUTIONS, type Constitution } from '../domain/constitution.ts';
import type { QuestionnaireId } from '../domain/questionnaire.ts';
import type { Sex } from '../domain/resident.ts';
import {
  DefinitionResource,
  MAY_BE_OBSERVED_URL,
  type QuestionItem,
  SCORED_ON_URL,
  type ScaleExtension,
} from './definition-schema.ts';
import { InquiryError } from './inquiry-error.ts';

export interface AnswerOption {
  readonly value: number;
  readonly label: string;
}

export interface ScoredOn {
  readonly scale: Constitution;
  /** Counted as 6 − answer (平和质 only, GB/T 46939-2025 table A.1). */
  readonly reverse: boolean;
}

export interface ItemDefinition {
  readonly linkId: string;
  /** Key of the answer; the two wordings of a sex-specific item share it. */
  readonly number: string;
  /** Null where the wording is licensed and comes in a pack. */
  readonly text: string | null;
  /** 可由调查员观察后填写. */
  readonly mayBeObserved: boolean;
  /** Null: everybody answers. */
  readonly sex: Sex | null;
  readonly options: readonly AnswerOption[];
  readonly scoredOn: readonly ScoredOn[];
}

export interface ScaleDefinition {
  readonly id: Constitution;
  readonly name: string;
  /** Items one person answers for this scale. */
  readonly itemCount: number;
  /** Transformed score from which the scale is 是; for 平和质, from which it can be. */
  readonly yesAt: number;
  /** Transformed score from which a biased scale is 倾向是; equal to `yesAt` for 平和质, which has no tendency. */
  readonly tendencyAt: number;
}

/** A questionnaire whose parts fit together. Scales stand in the standard's order, 平和质 first. */
export interface QuestionnaireDefinition {
  readonly id: QuestionnaireId;
  readonly version: string;
  readonly title: string;
  readonly stem: string;
  readonly scales: readonly ScaleDefinition[];
  readonly items: readonly ItemDefinition[];
  /** The answer keys of one complete sheet, in the order of the scorer's columns. */
  readonly numbers: readonly string[];
}

/** All five options run from 1 to 5 (GB/T 46939-2025 annex A). */
const OPTION_VALUES = [1, 2, 3, 4, 5];

const resourceValidator = Compile(DefinitionResource);

/** Reads a FHIR `Questionnaire`. Throws `InquiryError` `inquiry/invalid-definition` with what does not fit. */
export function readDefinition(resource: unknown): QuestionnaireDefinition {
  if (!resourceValidator.Check(resource)) {
    const [first] = resourceValidator.Errors(resource);
    return refuse('the resource is not of the form this project reads', { at: first?.instancePath ?? '' });
  }
  const options = resource.contained[0].compose.include[0].concept.map((concept) => ({
    value: concept.extension[0].valueDecimal,
    label: concept.display,
  }));
  const items = resource.item.filter(isQuestion).map((item) => readItem(item, options));
  const definition: QuestionnaireDefinition = {
    id: resource.id as QuestionnaireId,
    version: resource.version,
    title: resource.title,
    stem: resource.item.find((item) => item.linkId === 'stem')?.text ?? refuse('the stem is missing', {}),
    scales: resource.extension.map((extension) => readScale(extension, items)),
    items,
    numbers: [...new Set(items.map((item) => item.number))],
  };
  checkScales(definition);
  definition.numbers.forEach((number, index) => {
    checkNumber(definition, number, index);
  });
  return definition;
}

/** The wording each number has for a person of this sex, in order. */
export function itemsForSex(definition: QuestionnaireDefinition, sex: Sex): readonly ItemDefinition[] {
  return definition.items.filter((item) => item.sex === null || item.sex === sex);
}

function isQuestion(item: DefinitionResource['item'][number]): item is QuestionItem {
  return 'prefix' in item;
}

function readItem(item: QuestionItem, frequency: readonly AnswerOption[]): ItemDefinition {
  const own = item.answerOption?.map((option) => ({
    value: option.extension[0].valueDecimal,
    label: option.valueCoding.display,
  }));
  return {
    linkId: item.linkId,
    number: item.prefix,
    text: item.text ?? null,
    mayBeObserved: item.extension.some((extension) => extension.url === MAY_BE_OBSERVED_URL),
    sex: item.enableWhen?.[0].answerCoding.code ?? null,
    options: own ?? frequency,
    scoredOn: item.extension.flatMap((extension) =>
      extension.url === SCORED_ON_URL
        ? [
            {
              scale: readConstitution(extension.extension[0].valueCode),
              reverse: extension.extension[1].valueBoolean,
            },
          ]
        : [],
    ),
  };
}

function readScale(extension: ScaleExtension, items: readonly ItemDefinition[]): ScaleDefinition {
  const text = (url: string) => {
    const part = extension.extension.find((candidate) => candidate.url === url);
    if (part === undefined) return null;
    return 'valueCode' in part ? part.valueCode : 'valueString' in part ? part.valueString : null;
  };
  const threshold = (url: string) => {
    const part = extension.extension.find((candidate) => candidate.url === url);
    return part !== undefined && 'valueInteger' in part ? part.valueInteger : null;
  };
  const id = readConstitution(text('code') ?? '');
  const passesAt = id === 'balanced' ? threshold('passes-at') : null;
  const counted = items.filter((item) => item.scoredOn.some((scored) => scored.scale === id));
  return {
    id,
    name: text('name') ?? refuse('a scale has no name', { scale: id }),
    itemCount: new Set(counted.map((item) => item.number)).size,
    yesAt: passesAt ?? threshold('yes-at') ?? refuse('a scale has no threshold', { scale: id }),
    tendencyAt: passesAt ?? threshold('tendency-at') ?? refuse('a scale has no tendency threshold', { scale: id }),
  };
}

function readConstitution(code: string): Constitution {
  return CONSTITUTIONS.find((constitution) => constitution === code) ?? refuse('unknown constitution', { code });
}

function checkScales({ scales }: QuestionnaireDefinition): void {
  const order = scales.map((scale) => scale.id).join();
  if (order !== CONSTITUTIONS.join()) refuse('the scales are not the nine constitutions in order', { order });
  const empty = scales.find((scale) => scale.itemCount === 0);
  if (empty !== undefined) refuse('a scale counts no item', { scale: empty.id });
}

/** Each sex must meet every number once, with five options from 1 to 5, and both wordings must count alike. */
function checkNumber(definition: QuestionnaireDefinition, number: string, index: number): void {
  if (number !== String(index + 1)) refuse('item numbers do not run from 1 without a gap', { number });
  const wordings = definition.items.filter((item) => item.number === number);
  for (const sex of ['female', 'male'] as const) {
    const asked = wordings.filter((item) => item.sex === null || item.sex === sex);
    if (asked.length !== 1) refuse('a sex does not meet an item exactly once', { number, sex });
  }
  if (new Set(wordings.map((item) => JSON.stringify(item.scoredOn))).size !== 1) {
    refuse('the wordings of an item count differently', { number });
  }
  const fits = (item: ItemDefinition) => item.options.map((option) => option.value).join() === OPTION_VALUES.join();
  if (!wordings.every(fits)) refuse('the options of an item do not run from 1 to 5', { number });
}

function refuse(message: string, context: Readonly<Record<string, unknown>>): never {
  throw new InquiryError('inquiry/invalid-definition', message, context);
}
