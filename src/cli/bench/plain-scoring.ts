import type { QuestionnaireDefinition } from '../../inquiry/definition.ts';

/** What the standard's rule gives for one sheet, by loops: the baseline of the benchmark, used nowhere else. */
export interface PlainScores {
  readonly raw: readonly number[];
  readonly scores: readonly number[];
  /** Indexes of `VERDICT_BY_CODE`. */
  readonly verdicts: readonly number[];
}

const [NO, TENDENCY, BASICALLY, YES] = [0, 1, 2, 3];

/** A function that scores sheets keyed by item number, its tables prepared once as a careful author would. */
export function plainScorer(
  definition: QuestionnaireDefinition,
): (answers: Readonly<Record<string, number>>) => PlainScores {
  const { scales, items, numbers } = definition;
  const once = numbers.flatMap((number) => items.find((item) => item.number === number) ?? []);
  const terms = once.map(({ number, scoredOn }) => ({
    number,
    on: scoredOn.map(({ scale, reverse }) => ({ column: scales.findIndex(({ id }) => id === scale), reverse })),
  }));
  return (answers) => {
    const raw = scales.map(() => 0);
    for (const { number, on } of terms) {
      const answer = answers[number] ?? Number.NaN;
      for (const { column, reverse } of on) raw[column] = (raw[column] ?? 0) + (reverse ? 6 - answer : answer);
    }
    const scores = scales.map(({ itemCount }, column) => (25 * ((raw[column] ?? 0) - itemCount)) / itemCount);
    const biased = scores.slice(1);
    const highest = Math.max(...biased);
    const balanced = (scores[0] ?? 0) < 60 || highest >= 40 ? NO : highest >= 30 ? BASICALLY : YES;
    return {
      raw,
      scores,
      verdicts: [balanced, ...biased.map((score) => (score >= 40 ? YES : score >= 30 ? TENDENCY : NO))],
    };
  };
}
