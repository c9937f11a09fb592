import { describe, expect, it } from 'vitest';
import { CONSTITUTIONS } from '../../src/domain/constitution.ts';
import { compileScorer } from '../../src/inquiry/compile-scorer.ts';
import { questionnaireDefinition } from '../../src/inquiry/questionnaire.ts';
import { CCMQ_STRUCTURE } from './support/ccmq-structure.ts';
import { ELDER_TABLE, elderVerdicts, plainScore } from './support/plain-rule.ts';
import { runCompiled } from './support/run-compiled.ts';
import { everyRawSum, GBT46939_SCALES, randomSheets, uniform } from './support/sheets.ts';

const QUESTIONNAIRES = [
  { name: 'GB/T 46939-2025', definition: questionnaireDefinition('gbt46939-2025'), table: GBT46939_SCALES },
  { name: 'the elder form', definition: questionnaireDefinition('elder-33'), table: ELDER_TABLE },
  { name: 'the 60-item structure', definition: questionnaireDefinition('ccmq-60'), table: CCMQ_STRUCTURE },
];

const column = (id: (typeof CONSTITUTIONS)[number]) => CONSTITUTIONS.indexOf(id);

describe.each(QUESTIONNAIRES)('the scorer compiled from $name', ({ definition, table }) => {
  it('compiles to the same bytes every time', () => {
    expect(compileScorer(definition)).toEqual(compileScorer(definition));
  });

  it('agrees with the plain rule for every raw sum each scale can have', async () => {
    const sheets = everyRawSum(table);
    const rows = await runCompiled(definition, sheets);
    const seen = new Set<string>();
    sheets.forEach((sheet, index) => {
      const expected = plainScore(table, sheet);
      for (const { id, raw } of expected) seen.add(`${id} ${raw}`);
      expect(rows[index]?.raw).toEqual(expected.map((scale) => scale.raw));
      expect(rows[index]?.verdicts).toEqual(expected.map((scale) => scale.verdict));
      expect(rows[index]?.scores).toEqual(expected.map(({ raw, itemCount }) => (25 * (raw - itemCount)) / itemCount));
    });
    const possible = definition.scales.reduce((sum, scale) => sum + 4 * scale.itemCount + 1, 0);
    expect(seen.size).toBe(possible);
  });

  it('agrees with the plain rule on 50,000 random sheets in one batch', async () => {
    const sheets = randomSheets(46939, 50_000, table.length);
    const rows = await runCompiled(definition, sheets);
    const verdictsOfBalanced = new Set<string>();
    const different = sheets.filter((sheet, index) => {
      const expected = plainScore(table, sheet);
      verdictsOfBalanced.add(expected[0]?.verdict ?? '');
      const row = rows[index];
      return !expected.every((scale, at) => scale.raw === row?.raw[at] && scale.verdict === row?.verdicts[at]);
    });
    expect(different).toEqual([]);
    expect([...verdictsOfBalanced].sort()).toEqual(['basically', 'no', 'yes']);
  });
});

describe('the adult scale', () => {
  const definition = questionnaireDefinition('gbt46939-2025');
  const run = async (answers: readonly number[]) => {
    const [row] = await runCompiled(definition, [answers]);
    return row ?? { raw: [], scores: [], verdicts: [] };
  };
  const withItems = (items: readonly number[], answers: readonly number[]) => {
    const sheet = [...uniform(26, 1)];
    items.forEach((item, index) => {
      sheet[item - 1] = answers[index] ?? 1;
    });
    return sheet;
  };

  it('finds a balanced constitution when every answer is 没有', async () => {
    const { scores, verdicts } = await run(uniform(26, 1));
    expect(scores).toEqual([75, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(verdicts).toEqual(['yes', 'no', 'no', 'no', 'no', 'no', 'no', 'no', 'no']);
  });

  it('scores every scale 50 when every answer is 有时', async () => {
    expect((await run(uniform(26, 3))).scores).toEqual(uniform(9, 50));
  });

  it('scores 平和 25 and all others 100 when every answer is 总是', async () => {
    expect((await run(uniform(26, 5))).scores).toEqual([25, ...uniform(8, 100)]);
  });

  it.each([
    { answers: [2, 2, 2], score: 25, verdict: 'no' },
    { answers: [3, 2, 2], score: 100 / 3, verdict: 'tendency' },
    { answers: [3, 3, 2], score: 125 / 3, verdict: 'yes' },
  ])('gives a three-item scale $verdict for answers $answers', async ({ answers, score, verdict }) => {
    const { scores, verdicts } = await run(withItems([3, 4, 2], answers));
    expect(scores[column('qi-deficiency')]).toBeCloseTo(score, 12);
    expect(verdicts[column('qi-deficiency')]).toBe(verdict);
  });

  it.each([
    { answers: [2, 2, 2, 2], score: 25, verdict: 'no' },
    { answers: [3, 2, 2, 2], score: 31.25, verdict: 'tendency' },
    { answers: [3, 3, 2, 2], score: 37.5, verdict: 'tendency' },
    { answers: [3, 3, 3, 2], score: 43.75, verdict: 'yes' },
  ])('gives 特禀 $verdict for answers $answers', async ({ answers, score, verdict }) => {
    const { scores, verdicts } = await run(withItems([23, 24, 25, 26], answers));
    expect(scores[column('inherited-special')]).toBe(score);
    expect(verdicts[column('inherited-special')]).toBe(verdict);
  });

  it.each([
    { answers: [2, 2, 2, 3], raw: 13, score: 56.25, verdict: 'no' },
    { answers: [2, 2, 2, 2], raw: 14, score: 62.5, verdict: 'yes' },
  ])('holds 平和 with raw $raw to 60', async ({ answers, raw, score, verdict }) => {
    const row = await run(withItems([1, 2, 7, 20], answers));
    expect([row.raw[0], row.scores[0], row.verdicts[0]]).toEqual([raw, score, verdict]);
  });
});

describe('the elder form', () => {
  const definition = questionnaireDefinition('elder-33');

  it('gives the verdicts that the form states in points', async () => {
    const sheets = [...everyRawSum(ELDER_TABLE), ...randomSheets(65, 5000, 33)];
    const rows = await runCompiled(definition, sheets);
    sheets.forEach((sheet, index) => {
      expect(rows[index]?.verdicts).toEqual(elderVerdicts(sheet));
    });
  });

  it('gives the published sums of a published sheet', async () => {
    const sheet = [4, 3, 2, 3, 2, 2, 3, 2, 4, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 4, 2, 3, 2, 3, 4, 2, 3, 2, 3, 2];
    const [row] = await runCompiled(definition, [sheet]);
    expect(row?.raw).toEqual([18, 11, 9, 9, 14, 13, 9, 9, 10]);
    expect(row?.verdicts).toEqual([
      'no',
      'yes',
      'tendency',
      'tendency',
      'yes',
      'yes',
      'tendency',
      'tendency',
      'tendency',
    ]);
  });

  it.each([
    { answer: 1, balanced: 21, others: 4, verdict: 'yes' },
    { answer: 2, balanced: 18, others: 8, verdict: 'yes' },
    { answer: 3, balanced: 15, others: 12, verdict: 'no' },
  ])('scores a sheet of all $answer', async ({ answer, balanced, others, verdict }) => {
    const [row] = await runCompiled(definition, [uniform(33, answer)]);
    expect(row?.raw).toEqual([balanced, ...uniform(8, others)]);
    expect(row?.verdicts[0]).toBe(verdict);
  });
});

describe('the 60-item structure', () => {
  const definition = questionnaireDefinition('ccmq-60');
  const lengths = [8, 8, 7, 8, 8, 6, 7, 7, 7];

  it('has the published scale lengths, with six items for 湿热', () => {
    expect(definition.scales.map((scale) => scale.itemCount)).toEqual(lengths);
  });

  it('scores 平和 75 and all others 0 when every answer is 没有', async () => {
    const [row] = await runCompiled(definition, [uniform(60, 1)]);
    expect(row?.scores).toEqual([75, ...uniform(8, 0)]);
  });

  it.each([
    { id: 'inherited-special', raw: 15, score: 28.57, verdict: 'no' },
    { id: 'inherited-special', raw: 16, score: 32.14, verdict: 'tendency' },
    { id: 'inherited-special', raw: 18, score: 39.29, verdict: 'tendency' },
    { id: 'inherited-special', raw: 19, score: 42.86, verdict: 'yes' },
    { id: 'yin-deficiency', raw: 17, score: 28.13, verdict: 'no' },
    { id: 'yin-deficiency', raw: 18, score: 31.25, verdict: 'tendency' },
    { id: 'yin-deficiency', raw: 20, score: 37.5, verdict: 'tendency' },
    { id: 'yin-deficiency', raw: 21, score: 40.63, verdict: 'yes' },
    { id: 'damp-heat', raw: 13, score: 29.17, verdict: 'no' },
    { id: 'damp-heat', raw: 14, score: 33.33, verdict: 'tendency' },
    { id: 'damp-heat', raw: 15, score: 37.5, verdict: 'tendency' },
    { id: 'damp-heat', raw: 16, score: 41.67, verdict: 'yes' },
    { id: 'balanced', raw: 27, score: 59.38, verdict: 'no' },
    { id: 'balanced', raw: 28, score: 62.5, verdict: 'yes' },
  ] as const)('gives $id $verdict at raw $raw', async ({ id, raw, score, verdict }) => {
    const sheets = everyRawSum(CCMQ_STRUCTURE);
    const rows = await runCompiled(definition, sheets);
    const matching = rows.filter((row) => row.raw[column(id)] === raw);
    expect(matching.length).toBeGreaterThan(0);
    expect(matching[0]?.scores[column(id)]).toBeCloseTo(score, 1);
    expect(matching.map((row) => row.verdicts[column(id)])).toContain(verdict);
  });
});
