import { Compile } from 'typebox/compile';
import { FIVE_STATES, type FiveState } from '../domain/five-state.ts';
import type { AnswerSheet, Answers, QuestionnaireView } from '../domain/questionnaire.ts';
import type { Sex } from '../domain/resident.ts';
import resource from './definitions/five-state-open.json' with { type: 'json' };
import { FiveStateResource, OPPOSITE_OF_URL, type Statement } from './five-state-schema.ts';
import { InquiryError } from './inquiry-error.ts';
import type { ProfileDefinition } from './profile-definition.ts';

/** Answers to a statement. */
export const YES_NO = [
  { value: 1, label: '是' },
  { value: 0, label: '否' },
] as const;

/** The project's own statements have no norm sample: said beside every result. */
const OPEN_LABEL = '未经常模标准化';

const validator = Compile(FiveStateResource);

/** Reads the FHIR resource. Throws `InquiryError` `inquiry/invalid-definition` with what does not fit. */
export function readFiveState(value: unknown): ProfileDefinition {
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    return refuse('the resource is not of the form this project reads', { at: first?.instancePath ?? '' });
  }
  const statements = value.item.filter((item): item is Statement => item.linkId !== 'stem');
  const numbers = statements.map((statement) => statement.prefix);
  if (numbers.some((number, index) => number !== String(index + 1))) refuse('numbers do not run from 1', { numbers });
  const scales = value.extension.map(({ extension: [code, name] }) => {
    const id = FIVE_STATES.find((state) => state === code.valueCode) ?? refuse('unknown state', { code });
    return { id, name: name.valueString, key: statements.flatMap((statement) => keyOf(statement, id)) };
  });
  if (scales.map(({ id }) => id).join() !== FIVE_STATES.join()) refuse('the scales are not the five states', {});
  checkBalance(scales.map(({ key }) => key.length));
  return {
    id: value.id,
    version: value.version,
    label: OPEN_LABEL,
    statements: statements.map(({ prefix, text }) => ({ number: prefix, text })),
    scales,
    opposed: statements.flatMap((statement) => opposedTo(statement, numbers)),
  };
}

function keyOf({ prefix, extension }: Statement, id: FiveState) {
  return extension.flatMap((part) =>
    'extension' in part && part.extension[0].valueCode === id
      ? [{ number: prefix, countsYes: !part.extension[1].valueBoolean }]
      : [],
  );
}

function opposedTo({ prefix, extension }: Statement, numbers: readonly string[]): [string, string][] {
  return extension.flatMap((part): [string, string][] => {
    if (part.url !== OPPOSITE_OF_URL) return [];
    if (!numbers.includes(part.valueString) || part.valueString === prefix) refuse('no such opposite', { prefix });
    return [[part.valueString, prefix]];
  });
}

/** Shares of the five can only stand side by side when they count equally many statements. */
function checkBalance(lengths: readonly number[]): void {
  if (new Set(lengths).size !== 1 || lengths[0] === 0) refuse('the five states are not balanced', { lengths });
}

function refuse(message: string, context: Readonly<Record<string, unknown>>): never {
  throw new InquiryError('inquiry/invalid-definition', message, context);
}

let openDefinition: ProfileDefinition | null = null;

/** The project's own self-description. */
export function fiveStateOpen(): ProfileDefinition {
  openDefinition ??= readFiveState(resource);
  return openDefinition;
}

/** What a screen asks. */
export function fiveStateView(): QuestionnaireView {
  const { id, version, statements } = fiveStateOpen();
  const stem = resource.item.find((item) => item.linkId === 'stem')?.text ?? '';
  return {
    id,
    version,
    title: resource.title,
    stem,
    items: statements.map(({ number, text }) => ({ number, text, options: YES_NO })),
  };
}

/** A sheet of this version from bare answers; checks nothing. */
export function profileSheet(
  { id, version }: ProfileDefinition,
  sex: Sex,
  answers: Answers,
  mode: AnswerSheet['mode'],
): AnswerSheet {
  return { questionnaire: id, version, sex, answers, mode };
}
