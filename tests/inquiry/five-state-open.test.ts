import { describe, expect, it } from 'vitest';
import { FIVE_STATE_NAMES, FIVE_STATES } from '../../src/domain/five-state.ts';
import resource from '../../src/inquiry/definitions/five-state-open.json' with { type: 'json' };
import {
  fiveStateOpen,
  fiveStateView,
  profileSheet,
  readFiveState,
} from '../../src/inquiry/five-state-questionnaire.ts';
import { scoreFiveStateOpen } from '../../src/inquiry/score-five-state.ts';
import { profileScorer } from './support/run-profile.ts';
import { keyed, randomSheets, uniform } from './support/sheets.ts';

const definition = fiveStateOpen();

/** 1 and 0 from the random sheets of 1 to 5. */
const coins = (seed: number, count: number) =>
  randomSheets(seed, count, 35).map((answers) => answers.map((answer) => (answer > 2 ? 1 : 0)));

async function score(sheets: readonly (readonly number[])[]) {
  const scorer = await profileScorer(definition);
  return scoreFiveStateOpen(
    sheets.map((answers) => profileSheet(definition, 'female', keyed(answers), 'self')),
    scorer,
  );
}

/** Agrees with every statement of the states, and denies every other scale's. */
function answersFor(...states: readonly string[]): readonly number[] {
  return definition.statements.map(({ number }) => {
    const scale = definition.scales.find(({ key }) => key.some((keyed_) => keyed_.number === number));
    const countsYes = scale?.key.find((keyed_) => keyed_.number === number)?.countsYes === true;
    return states.includes(scale?.id ?? '') === countsYes ? 1 : 0;
  });
}

describe('the five-state self-description', () => {
  it('has 35 statements, seven for each state, of which three are reversed', () => {
    expect(definition.statements).toHaveLength(35);
    for (const { key } of definition.scales) {
      expect([key.length, key.filter(({ countsYes }) => !countsYes).length]).toEqual([7, 3]);
    }
    const counted = definition.scales.flatMap(({ key }) => key.map(({ number }) => number));
    expect(new Set(counted).size).toBe(35);
  });

  it('opposes three forward to three reversed statements within each state', () => {
    for (const { key } of definition.scales) {
      const direction = (number: string) => key.find((statement) => statement.number === number)?.countsYes;
      const own = definition.opposed.filter(([first]) => direction(first) !== undefined);
      expect(own).toHaveLength(3);
      for (const [first, second] of own) expect([direction(first), direction(second)]).toEqual([true, false]);
    }
  });

  it('shows 是 and 否, and no word that judges', () => {
    const view = fiveStateView();
    expect(view.items.every(({ options }) => options.map(({ label }) => label).join() === '是,否')).toBe(true);
    const shown = [view.title, view.stem, ...view.items.map(({ text }) => text), ...Object.values(FIVE_STATE_NAMES)];
    for (const text of shown) expect(text).not.toMatch(/[贪贼]|太阴|少阴|太阳|少阳|不仁|无能/);
    expect(view.title).toContain('未经常模标准化');
  });

  it('is refused when its states are not balanced', () => {
    const item = resource.item.filter(({ linkId }) => linkId !== '35');
    expect(() => readFiveState({ ...resource, item })).toThrow(
      expect.objectContaining({ code: 'inquiry/invalid-definition' }),
    );
  });
});

describe('the five-state profile', () => {
  it('equals a plain count on 20,000 random sheets', async () => {
    const sheets = coins(5, 20_000);
    const results = await score(sheets);
    const different = sheets.filter((answers, index) => {
      const at = (number: string) => answers[Number(number) - 1];
      const raws = definition.scales.map(
        ({ key }) => key.filter(({ number, countsYes }) => at(number) === (countsYes ? 1 : 0)).length,
      );
      const opposed = definition.opposed.filter(([first, second]) => at(first) !== at(second)).length;
      const result = results[index];
      const equal = raws.every((raw, scale) => {
        const scored = result?.scales[scale];
        return scored?.raw === raw && scored.score === (100 * raw) / 7;
      });
      return !equal || result?.consistency?.opposed !== opposed;
    });
    expect(different).toEqual([]);
    expect(new Set(results.flatMap(({ scales }) => scales.map(({ raw }) => raw))).size).toBe(8);
  });

  it.each(FIVE_STATES)('names %s when it stands out and the answers agree', async (state) => {
    const [result] = await score([answersFor(state)]);
    expect(result?.consistency).toEqual({ opposed: 15, pairs: 15, index: 1 });
    expect(result?.scales.find(({ id }) => id === state)).toMatchObject({ raw: 7, score: 100, verdict: null, t: null });
    expect(result?.conclusion.primary).toBe(state);
    expect(result?.conclusion.text).toContain(FIVE_STATE_NAMES[state]);
    expect(result?.label).toBe('未经常模标准化');
  });

  it('names none below the margin', async () => {
    const [result] = await score([answersFor('even', 'shaoyin')]);
    expect(result?.conclusion).toMatchObject({ primary: null, also: [], tendencies: [] });
    expect(result?.conclusion.text).toContain('比较接近');
  });

  it('names none when opposed statements are answered alike', async () => {
    const [result] = await score([uniform(35, 1)]);
    expect(result?.consistency?.index).toBe(0);
    expect(result?.conclusion).toMatchObject({ primary: null });
    expect(result?.conclusion.text).toContain('不够一致');
  });

  it.each([
    ['incomplete', uniform(34, 1), 'inquiry/incomplete-answers', ['35']],
    ['answered on the scale of one to five', [...uniform(34, 1), 2], 'inquiry/invalid-answer', ['35']],
    ['longer than the questionnaire', uniform(36, 1), 'inquiry/unknown-item', ['36']],
  ])('is refused for a sheet that is %s', async (_, answers, code, items) => {
    await expect(score([answers])).rejects.toMatchObject({ code, context: { items } });
  });
});
