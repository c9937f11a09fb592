import { describe, expect, it } from 'vitest';
import { CONSTITUTIONS, type Constitution, type ConstitutionScale } from '../../src/domain/constitution.ts';
import { conclude } from '../../src/inquiry/conclude.ts';
import {
  questionnaireDefinition,
  scoredQuestionnaires,
  sheetOf,
  validateAnswers,
} from '../../src/inquiry/questionnaire.ts';
import { runCompiled } from './support/run-compiled.ts';
import { keyed, uniform } from './support/sheets.ts';

/** Mistakes met in deployed products, one test each. */

const column = (id: Constitution) => CONSTITUTIONS.indexOf(id);

async function score(id: string, answers: readonly number[]) {
  const definition = questionnaireDefinition(id);
  const [row] = await runCompiled(definition, [answers]);
  if (row === undefined) throw new Error('no row');
  const scales = definition.scales.map(({ id: scale }, index): ConstitutionScale => {
    const verdict = row.verdicts[index];
    if (verdict === undefined) throw new Error('no verdict');
    return { id: scale, raw: row.raw[index] ?? Number.NaN, score: row.scores[index] ?? Number.NaN, verdict };
  });
  return { row, scales, conclusion: conclude(scales) };
}

/** Everybody 没有, but 精力充沛 总是 and the given items raised. */
function sheet(items: number, raised: Readonly<Record<number, number>>): readonly number[] {
  return uniform(items, 1).map((answer, index) => raised[index + 1] ?? (index === 0 ? 5 : answer));
}

/** The adult items of each biased type that do not count for 平和质. */
const OWN_ITEMS: readonly (readonly [Constitution, readonly number[]])[] = [
  ['qi-deficiency', [3, 4]],
  ['yang-deficiency', [5, 6]],
  ['yin-deficiency', [8, 9, 10]],
  ['phlegm-dampness', [11, 12, 13]],
  ['damp-heat', [14, 15, 16]],
  ['blood-stasis', [17, 18, 19]],
  ['qi-stagnation', [21, 22]],
  ['inherited-special', [23, 24, 25, 26]],
];

describe('mistakes that deployed scorers make', () => {
  it.each(OWN_ITEMS)(
    '平和质 is not 是 while only %s is raised: all eight are looked at, not 气虚质 alone',
    async (id, items) => {
      const { row } = await score('gbt46939-2025', sheet(26, Object.fromEntries(items.map((item) => [item, 5]))));
      expect(row.scores[0]).toBeGreaterThanOrEqual(60);
      expect(row.verdicts[column(id)]).toBe('yes');
      expect(row.verdicts[0]).toBe('no');
    },
  );

  it.each([
    ['gbt46939-2025', 26, [2, 7, 20]],
    ['elder-33', 33, [2, 4, 5, 13]],
    ['ccmq-60', 60, [2, 7, 8, 9, 22, 54]],
  ] as const)(
    '%s reverses every reversed item: raising one lowers 平和质 by a point a step',
    async (id, items, reversed) => {
      const base = await score(id, uniform(items, 1));
      for (const item of reversed) {
        const { row } = await score(
          id,
          uniform(items, 1).map((answer, index) => (index + 1 === item ? 4 : answer)),
        );
        expect(row.raw[0]).toBe((base.row.raw[0] ?? Number.NaN) - 3);
      }
    },
  );

  it('基本是 is not reported as 是', async () => {
    const { row, conclusion } = await score('gbt46939-2025', sheet(26, { 11: 3, 12: 2, 13: 2 }));
    expect([row.verdicts[0], row.verdicts[column('phlegm-dampness')]]).toEqual(['basically', 'tendency']);
    expect(conclusion.text).toBe('您的中医体质基本是平和质，有痰湿质倾向。');
  });

  it('an elder score of exactly 8 is 否 and lets 平和质 be 是; exactly 10 is 倾向是 and makes it 基本是', async () => {
    const eight = await score('elder-33', sheet(33, { 10: 2, 21: 2, 26: 2, 31: 2 }));
    expect(eight.row.raw[column('yin-deficiency')]).toBe(8);
    expect([eight.row.verdicts[0], eight.row.verdicts[column('yin-deficiency')]]).toEqual(['yes', 'no']);
    const ten = await score('elder-33', sheet(33, { 10: 3, 21: 3, 26: 2, 31: 2 }));
    expect(ten.row.raw[column('yin-deficiency')]).toBe(10);
    expect([ten.row.verdicts[0], ten.row.verdicts[column('yin-deficiency')]]).toEqual(['basically', 'tendency']);
  });

  it.each([
    [10, 'tendency'],
    [11, 'yes'],
    [12, 'yes'],
    [13, 'yes'],
  ] as const)('the elder cut-offs are 9 and 11, not 10 and 13: a sum of %i is %s', async (sum, verdict) => {
    const [a = 1, b = 1, c = 1, d = 1] = [0, 1, 2, 3].map((index) => Math.floor((sum + index) / 4));
    const { row } = await score('elder-33', sheet(33, { 10: a, 21: b, 26: c, 31: d }));
    expect(row.raw[column('yin-deficiency')]).toBe(sum);
    expect(row.verdicts[column('yin-deficiency')]).toBe(verdict);
  });

  it('39.286 is 倾向是: the thresholds meet the unrounded score', async () => {
    // 特禀质 of the 60-item scale: seven items, raw 18.
    const { row } = await score('ccmq-60', sheet(60, { 24: 5, 25: 5, 26: 4 }));
    expect(row.raw[column('inherited-special')]).toBe(18);
    expect(row.scores[column('inherited-special')]).toBeCloseTo(39.286, 3);
    expect(row.verdicts[column('inherited-special')]).toBe('tendency');
  });

  it('湿热质 of the 60-item scale is divided by six, not by the seven that are printed', async () => {
    const { row } = await score('ccmq-60', sheet(60, { 39: 5, 41: 5, 48: 5, 56: 5, 59: 5, 60: 5 }));
    expect(row.scores[column('damp-heat')]).toBe(100);
  });

  it('the highest type is never named when it is below 30', async () => {
    const { scales, conclusion } = await score(
      'gbt46939-2025',
      sheet(26, { 1: 1, 2: 2, 7: 2, 20: 2, 11: 2, 12: 2, 13: 2 }),
    );
    expect(Math.max(...scales.slice(1).map((scale) => scale.score))).toBe(25);
    expect(scales[0]?.score).toBeLessThan(60);
    expect([conclusion.primary, conclusion.also, conclusion.tendencies]).toEqual([null, [], []]);
    expect(conclusion.text).toContain('未能判定');
  });

  it.each(scoredQuestionnaires())('%s: a missing answer is refused, never dropped or averaged', (id) => {
    const { numbers } = questionnaireDefinition(id);
    const { [numbers[4] ?? '']: _left, ...answers } = keyed(uniform(numbers.length, 3));
    expect(() => validateAnswers(sheetOf(id, 'female', answers, 'self'))).toThrow(
      expect.objectContaining({ code: 'inquiry/incomplete-answers', context: { items: ['5'] } }),
    );
  });

  it.each(scoredQuestionnaires())('%s: there is one vocabulary of types', (id) => {
    const { items, scales } = questionnaireDefinition(id);
    expect(scales.map((scale) => scale.id)).toEqual(CONSTITUTIONS);
    const used = new Set(items.flatMap((item) => item.scoredOn.map(({ scale }) => scale)));
    expect([...used].sort()).toEqual([...CONSTITUTIONS].sort());
  });
});
