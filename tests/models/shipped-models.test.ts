import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildScorer, shippedScorers } from '../../models/build-scorer.ts';
import { parseGolden } from '../../src/inference/golden.ts';
import { openModelRegistry } from '../../src/inference/model-registry.ts';
import { scoredQuestionnaires } from '../../src/inquiry/questionnaire.ts';
import { VERDICT_BY_CODE } from '../../src/inquiry/verdict-codes.ts';
import { CCMQ_STRUCTURE } from '../inquiry/support/ccmq-structure.ts';
import { ELDER_TABLE, type PlainTable, plainScore } from '../inquiry/support/plain-rule.ts';
import { GBT46939_SCALES } from '../inquiry/support/sheets.ts';

const models = new URL('../../models/', import.meta.url);
const committed = (id: string, file: string) => readFile(new URL(`${id}/${file}`, models));

const TABLES: Readonly<Record<string, PlainTable>> = {
  'gbt46939-2025': GBT46939_SCALES,
  'elder-33': ELDER_TABLE,
  'ccmq-60': CCMQ_STRUCTURE,
};

describe('the models that ship', () => {
  it('all pass the registry', async () => {
    const registry = await openModelRegistry({ modelsDir: fileURLToPath(models) });
    await registry.close();
    expect(registry.refused).toEqual([]);
    expect(registry.models.map(({ model }) => model.name)).toEqual(expect.arrayContaining([...shippedScorers()]));
  });
});

describe.each(shippedScorers())('the committed scorer %s', (id) => {
  it('is a fresh compile of the definition, byte for byte', async () => {
    const { modelBytes, manifest, golden } = await buildScorer(id);
    expect(Buffer.from(modelBytes).equals(await committed(id, 'model.onnx'))).toBe(true);
    expect(JSON.parse(String(await committed(id, 'model.json')))).toEqual(manifest);
    expect(JSON.parse(String(await committed(id, 'golden.json')))).toEqual(golden);
  });

  it('states the checksum of its own file', async () => {
    const sha256 = createHash('sha256')
      .update(await committed(id, 'model.onnx'))
      .digest('hex');
    expect(JSON.parse(String(await committed(id, 'model.json'))).sha256).toBe(sha256);
  });
});

describe.each(scoredQuestionnaires())('the committed constitution scorer %s', (id) => {
  it('has the golden answers of the plain rule', async () => {
    const [golden] = parseGolden(String(await committed(id, 'golden.json')));
    const answers = [...(golden?.inputs.answers?.data ?? [])];
    const items = golden?.inputs.answers?.dims[1] ?? Number.NaN;
    const rows = Array.from({ length: answers.length / items }, (_, row) =>
      answers.slice(row * items, (row + 1) * items),
    );
    const expected = rows.flatMap((row) => plainScore(TABLES[id] ?? [], row));
    expect(rows.length).toBeGreaterThanOrEqual(12);
    expect([...(golden?.outputs.raw?.data ?? [])]).toEqual(expected.map((scale) => scale.raw));
    const verdicts = [...(golden?.outputs.verdicts?.data ?? [])].map((code) => VERDICT_BY_CODE[code]);
    expect(verdicts).toEqual(expected.map((scale) => scale.verdict));
  });
});
