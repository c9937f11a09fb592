import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { EDUCATION_LEVELS, type EducationLevel } from '../domain/five-state.ts';
import { InquiryError } from './inquiry-error.ts';
import { normaliseAnswers } from './normalise-answers.ts';

/**
 * `{"sex":"female","answers":{"1":3,…}}`; which items and values are right is for `validateAnswers` to say. Age and
 * education only choose the norm group of a licensed test.
 */
const AnswersFile = Type.Object(
  {
    sex: Type.Union([Type.Literal('female'), Type.Literal('male')]),
    answers: Type.Record(Type.String(), Type.Unknown()),
    ageYears: Type.Optional(Type.Integer({ minimum: 0, maximum: 150 })),
    education: Type.Optional(Type.Enum(EDUCATION_LEVELS)),
  },
  { additionalProperties: false },
);

export interface AnswersInput {
  readonly sex: Static<typeof AnswersFile>['sex'];
  /** Keyed by item number; `16F` and `16M` have become `16`. */
  readonly answers: Readonly<Record<string, number>>;
  readonly ageYears: number | null;
  readonly education: EducationLevel | null;
}

const validator = Compile(AnswersFile);

/**
 * Reads the answers file of `sizhen score`. Throws `InquiryError`: `inquiry/invalid-answers-file` for another form, with
 * where in `context.at`; `inquiry/invalid-answer` for answers that are no numbers, named in `context.items`; and
 * `inquiry/wrong-wording` as `normaliseAnswers`.
 */
export function parseAnswersJson(text: string): AnswersInput {
  const value = parseJson(text);
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    throw new InquiryError('inquiry/invalid-answers-file', 'the file is not {"sex":…,"answers":{…}}', {
      at: first?.instancePath ?? '',
    });
  }
  const entries = Object.entries(value.answers);
  const invalid = entries.filter(([, answer]) => typeof answer !== 'number').map(([number]) => number);
  if (invalid.length > 0) {
    throw new InquiryError('inquiry/invalid-answer', `not a number: item ${invalid.join(', ')}`, { items: invalid });
  }
  const answers = Object.fromEntries(entries.map(([number, answer]) => [number, Number(answer)]));
  return {
    sex: value.sex,
    answers: normaliseAnswers(answers, value.sex),
    ageYears: value.ageYears ?? null,
    education: value.education ?? null,
  };
}

/** A byte order mark, which Windows editors leave, is no part of the JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new InquiryError('inquiry/invalid-answers-file', 'the file is not JSON', {}, cause);
  }
}
