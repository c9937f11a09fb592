import type { Answers } from '../domain/questionnaire.ts';
import type { Tensor } from '../inference/model.ts';

/** float32 [sheets, items], columns in the order of `numbers`; an absent answer is NaN, which no scorer takes for one. */
export function answersTensor(sheets: readonly { readonly answers: Answers }[], numbers: readonly string[]): Tensor {
  const data = new Float32Array(sheets.length * numbers.length);
  sheets.forEach(({ answers }, row) => {
    numbers.forEach((number, column) => {
      data[row * numbers.length + column] = answers[number] ?? Number.NaN;
    });
  });
  return { type: 'float32', dims: [sheets.length, numbers.length], data };
}
