import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../src/inference/model.ts';
import { type ModelRegistry, openModelRegistry } from '../../src/inference/model-registry.ts';
import { sheetOf } from '../../src/inquiry/questionnaire.ts';
import { scoreSheet, scoreSheets } from '../../src/inquiry/score-sheet.ts';
import { plainScore } from './support/plain-rule.ts';
import { GBT46939_SCALES, keyed, randomSheets, uniform } from './support/sheets.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));

let registry: ModelRegistry;
let scorer: Model;

beforeAll(async () => {
  registry = await openModelRegistry({ modelsDir });
  scorer = registry.get('gbt46939-2025');
});

afterAll(() => registry.close());

const adult = (answers: readonly number[]) => sheetOf('gbt46939-2025', 'male', keyed(answers), 'self');

describe('scoring a sheet', () => {
  it('returns nine scales, a conclusion and the identity of the scorer', async () => {
    const result = await scoreSheet(adult(uniform(26, 1)), scorer);
    expect(result).toMatchObject({
      questionnaire: 'gbt46939-2025',
      version: '1.0.0',
      scorer: { name: 'gbt46939-2025', version: '1.0.0', sha256: scorer.sha256 },
      conclusion: { primary: 'balanced', text: '您的中医体质是平和质。' },
    });
    expect(result.scales[0]).toEqual({ id: 'balanced', raw: 16, score: 75, verdict: 'yes' });
    expect(result.scales).toHaveLength(9);
  });

  it('scores the elder form with its own scorer', async () => {
    const sheet = sheetOf('elder-33', 'female', keyed(uniform(33, 2)), 'oral');
    const result = await scoreSheet(sheet, registry.get('elder-33'));
    expect(result.scales[0]).toEqual({ id: 'balanced', raw: 18, score: 65, verdict: 'yes' });
  });

  it('counts item 16 alike for both sexes', async () => {
    const answers = keyed([...uniform(15, 1), 5, ...uniform(10, 1)]);
    const results = await scoreSheets(
      [sheetOf('gbt46939-2025', 'female', answers, 'self'), sheetOf('gbt46939-2025', 'male', answers, 'self')],
      scorer,
    );
    expect(results[0]?.scales).toEqual(results[1]?.scales);
    expect(results[0]?.scales.find((scale) => scale.id === 'damp-heat')?.raw).toBe(7);
  });

  it('refuses an incomplete sheet', async () => {
    await expect(scoreSheet(adult(uniform(25, 3)), scorer)).rejects.toMatchObject({
      code: 'inquiry/incomplete-answers',
      context: { items: ['26'] },
    });
  });

  it("refuses another questionnaire's scorer", async () => {
    await expect(scoreSheet(adult(uniform(26, 3)), registry.get('elder-33'))).rejects.toMatchObject({
      code: 'inquiry/wrong-scorer',
    });
  });

  it('ends with a code when it is cancelled', async () => {
    const scoring = scoreSheet(adult(uniform(26, 3)), scorer, AbortSignal.abort());
    await expect(scoring).rejects.toMatchObject({ code: 'inference/aborted' });
  });

  it('refuses scores that no sheet can have', async () => {
    const broken: Model = {
      ...scorer,
      run: async (inputs) => ({
        ...(await scorer.run(inputs)),
        verdicts: { type: 'int32', dims: [1, 9], data: Int32Array.of(4) },
      }),
    };
    await expect(scoreSheet(adult(uniform(26, 3)), broken)).rejects.toMatchObject({
      code: 'inquiry/unexpected-scores',
    });
  });
});

describe('scoring many sheets', () => {
  it('gives 100,500 sheets their results in order, as the plain rule has them', async () => {
    const answers = randomSheets(157, 100_500, 26);
    const results = await scoreSheets(answers.map(adult), scorer);
    const different = answers.filter((sheet, index) => {
      const scales = results[index]?.scales;
      return !plainScore(GBT46939_SCALES, sheet).every(
        (expected, at) => expected.raw === scales?.[at]?.raw && expected.verdict === scales[at].verdict,
      );
    });
    expect(results).toHaveLength(answers.length);
    expect(different).toEqual([]);
  });

  it('returns nothing for no sheets', async () => {
    expect(await scoreSheets([], scorer)).toEqual([]);
  });

  it('refuses a batch of different questionnaires', async () => {
    const mixed = [adult(uniform(26, 1)), sheetOf('elder-33', 'male', keyed(uniform(33, 1)), 'self')];
    await expect(scoreSheets(mixed, scorer)).rejects.toMatchObject({ code: 'inquiry/mixed-sheets' });
  });

  it('refuses the whole batch when one sheet is incomplete', async () => {
    const batch = [adult(uniform(26, 1)), adult(uniform(24, 1))];
    await expect(scoreSheets(batch, scorer)).rejects.toMatchObject({ context: { items: ['25', '26'] } });
  });
});
