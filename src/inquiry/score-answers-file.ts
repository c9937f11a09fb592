import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { InquiryError } from './inquiry-error.ts';

/** `{"sex":"female","answers":{"1":3,…}}`; which items and values are right is for `validateAnswers` to say. */
const AnswersFile = Type.Object(
  {
    sex: Type.Union([Type.Literal('female'), Type.Literal('male')]),
    answers: Type.Record(Type.String(), Type.Unknown()),
  },
  { additionalProperties: false },
);

export interface AnswersInput {
  readonly sex: Static<typeof AnswersFile>['sex'];
  readonly answers: Readonly<Record<string, number>>;
}

const validator = Compile(AnswersFile);

/**
 * Reads the answers file of `sizhen score`. Throws `InquiryError`: `inquiry/invalid-answers-file` for another form, with
 * where in `context.at`; `inquiry/invalid-answer` for answers that are no numbers, named in `context.items`.
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
  return { sex: value.sex, answers: Object.fromEntries(entries.map(([number, answer]) => [number, Number(answer)])) };
}

/** A byte order mark, which Windows editors leave, is no part of the JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new InquiryError('inquiry/invalid-answers-file', 'the file is not JSON', {}, cause);
  }
}
