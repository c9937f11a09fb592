import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signPack } from '../../src/inquiry/signed-pack.ts';
import { fiveStatePayload, publisher } from '../inquiry/support/a-pack.ts';
import { keyed, uniform } from '../inquiry/support/sheets.ts';
import { aFolder, runCli } from './support/run-cli.ts';

function sheetFile(folder: string, name: string, answers: Readonly<Record<string, number>>, more: object = {}): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ sex: 'female', answers, ...more }));
  return file;
}

describe('score', () => {
  it('scores the 60-item scale without its wording', async () => {
    const file = sheetFile(aFolder(), 'all-one.json', keyed(uniform(60, 1)));
    const { status, json } = await runCli('score', 'ccmq-60', file, '--json');
    expect(status).toBe(0);
    expect(json()).toMatchObject([
      {
        questionnaire: 'ccmq-60',
        scales: { length: 9 },
        conclusion: { primary: 'balanced', also: [], tendencies: [] },
      },
    ]);
  });

  it('takes the item for the sex by its wording and refuses that of the other sex', async () => {
    const folder = aFolder();
    const { '16': _left, ...answers } = keyed(uniform(26, 1));
    const files = [
      sheetFile(folder, 'own.json', { ...answers, '16F': 5 }),
      sheetFile(folder, 'other.json', { ...answers, '16M': 5 }),
    ];
    const { status, err, json } = await runCli('score', 'gbt46939-2025', ...files, '--json');
    expect(status).toBe(1);
    expect(json()).toHaveLength(1);
    expect(err).toMatch(/^inquiry\/wrong-wording: .*other\.json/);
  });

  it('gives the five-state self-description as a profile without verdicts', async () => {
    const file = sheetFile(aFolder(), 'yes.json', keyed(uniform(35, 1)));
    const { status, json } = await runCli('score', 'five-state-open', file, '--json');
    expect(status).toBe(0);
    expect(json()).toMatchObject([
      {
        questionnaire: 'five-state-open',
        label: '未经常模标准化',
        scales: ['taiyang', 'shaoyang', 'even', 'shaoyin', 'taiyin'].map((id) => ({ id, raw: 4, verdict: null })),
        conclusion: { primary: null, also: [], tendencies: [] },
      },
    ]);
  });

  it('scores the licensed five-state test by its signed pack', async () => {
    const folder = aFolder();
    const { publicPem, privatePem } = publisher();
    const pack = join(folder, 'pack.json');
    const key = join(folder, 'publisher.pem');
    writeFileSync(pack, signPack(fiveStatePayload(), privatePem));
    writeFileSync(key, publicPem);
    const file = sheetFile(folder, 'sheet.json', keyed(uniform(103, 1)), { ageYears: 40 });
    const args = ['score', 'five-state-licensed', file, '--pack', pack, '--json'];
    const [scored, unsigned, without] = await Promise.all([
      runCli(...args, '--publisher', key),
      runCli(...args),
      runCli('score', 'five-state-licensed', file),
    ]);
    expect([scored.status, scored.err]).toEqual([0, '']);
    expect(scored.json()).toMatchObject([{ scales: { length: 6 }, norm: { kind: 'licensed' } }]);
    expect([unsigned.status, unsigned.out]).toEqual([1, '']);
    expect(unsigned.err).toMatch(/^inquiry\/pack-signature: /);
    expect([without.status, without.out]).toEqual([1, '']);
    expect(without.err).toMatch(/^inquiry\/pack-needed: /);
  });
});
