import type { Answers, QuestionView } from '../../src/domain/questionnaire.ts';

/** Where to resume: the first question without an answer, or the last one when all are answered. */
export function firstUnanswered(items: readonly QuestionView[], answers: Answers): number {
  const index = items.findIndex((item) => answers[item.number] === undefined);
  return index === -1 ? Math.max(0, items.length - 1) : index;
}
