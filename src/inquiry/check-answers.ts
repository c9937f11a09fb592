import type { AnswerSheet, Answers } from '../domain/questionnaire.ts';
import { InquiryError } from './inquiry-error.ts';

/** What one complete sheet consists of. */
export interface SheetShape {
  /** The answer keys, in the order of the scorer's columns. */
  readonly numbers: readonly string[];
  /** The whole numbers an answer can be. */
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Passes whole answers and nothing else, so that nothing is ever pro-rated. Throws `InquiryError`:
 * `inquiry/unknown-item`, `inquiry/invalid-answer`, `inquiry/incomplete-answers`, the items in `context.items`.
 */
export function checkAnswers(shape: SheetShape, answers: Answers): void {
  if (isComplete(shape, answers)) return;
  const numbers = new Set(shape.numbers);
  const given = Object.keys(answers);
  const unknown = given.filter((number) => !numbers.has(number));
  if (unknown.length > 0) refuseItems('inquiry/unknown-item', 'not in this questionnaire', unknown);
  const invalid = given.filter((number) => !isAnswer(shape, answers[number]));
  const range = `not a whole number from ${shape.lowest} to ${shape.highest}`;
  if (invalid.length > 0) refuseItems('inquiry/invalid-answer', range, invalid);
  const missing = shape.numbers.filter((number) => !Object.hasOwn(answers, number));
  refuseItems('inquiry/incomplete-answers', 'not answered', missing);
}

/** Throws `InquiryError` `inquiry/version-mismatch`. */
export function checkVersion(sheet: AnswerSheet, installed: string): void {
  if (sheet.version === installed) return;
  throw new InquiryError('inquiry/version-mismatch', `installed is ${installed}, not ${sheet.version}`, {
    installed,
    sheet: sheet.version,
  });
}

/** The one check on the way of a good sheet; 100,000 sheets go through it in one call. */
function isComplete(shape: SheetShape, answers: Answers): boolean {
  const { numbers } = shape;
  return (
    Object.keys(answers).length === numbers.length &&
    numbers.every((number) => Object.hasOwn(answers, number) && isAnswer(shape, answers[number]))
  );
}

function isAnswer({ lowest, highest }: SheetShape, value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= highest;
}

function refuseItems(
  code: 'inquiry/unknown-item' | 'inquiry/invalid-answer' | 'inquiry/incomplete-answers',
  reason: string,
  items: readonly string[],
): never {
  throw new InquiryError(code, `${reason}: item ${items.join(', ')}`, { items });
}
