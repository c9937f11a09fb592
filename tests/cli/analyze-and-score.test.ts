import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../device-drivers/simulation/pulse-generator.ts';
import { noise } from '../station/support/an-instrument.ts';
import { aFolder, runCli } from './support/run-cli.ts';

const RATE_HZ = 200;
const ANSWERS = join(import.meta.dirname, '../../fixtures/sizhen-line/complete-visit/answers.json');

function pulseCsv(folder: string, name: string, seed: number): string {
  const source = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed, sampleRateHz: RATE_HZ });
  const context = { wrist: 'left', step: 'middle', targetPressurePa: 16_000 } as const;
  const samples = [...source.read(context, 0, 20 * RATE_HZ).guan];
  const file = join(folder, name);
  writeFileSync(file, `time,pulse\n${samples.map((value, index) => `${index},${value}`).join('\n')}\n`);
  return file;
}

describe('analyze', () => {
  it('pulse prints one object a file and nothing else', async () => {
    const folder = aFolder();
    const files = [pulseCsv(folder, 'a.csv', 1), pulseCsv(folder, 'b.csv', 2)];
    const { status, err, json } = await runCli('analyze', 'pulse', ...files, '--rate', String(RATE_HZ), '--json');
    expect([status, err]).toEqual([0, '']);
    expect(json().map(({ file }) => file)).toEqual(files);
    const [first] = json();
    expect(Object.keys(first ?? {})).toEqual(
      expect.arrayContaining([
        ...['file', 'rateHz', 'durationS', 'quality', 'beats'],
        ...['meanBeat', 'parameters', 'rate', 'rhythm', 'qualities'],
      ]),
    );
    expect(first).toMatchObject({ rate: { bpm: expect.closeTo(72, 0) } });
  });

  it('tongue writes a mask of the same size, and face says what it found', async () => {
    const folder = aFolder();
    const file = join(folder, 'grey.jpg');
    writeFileSync(file, (await noise(80, 60)).bytes);
    const masks = join(folder, 'masks');
    const [tongue, face] = await Promise.all([
      runCli('analyze', 'tongue', file, '--json', '--mask-dir', masks, '--annotated-dir', join(folder, 'drawn')),
      runCli('analyze', 'face', file, '--json'),
    ]);
    expect([tongue.status, tongue.err, face.status, face.err]).toEqual([0, '', 0, '']);
    expect(tongue.json()).toMatchObject([{ file, quality: { usable: false }, tongue: null }]);
    expect(face.json()).toMatchObject([{ file, quality: { usable: false }, complexion: { physician: null } }]);
    const mask = sharp(join(masks, 'grey.png'));
    expect(await mask.metadata()).toMatchObject({ width: 80, height: 60, channels: 1, depth: 'uchar' });
    expect(new Set(await mask.raw().toBuffer())).toEqual(new Set([0]));
    expect(existsSync(join(folder, 'drawn', 'grey.png'))).toBe(true);
  });
});

describe('score', () => {
  it('scores the good sheets and names the bad ones', async () => {
    const folder = aFolder();
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const good = JSON.parse(readFileSync(ANSWERS, 'utf8'));
    const { '5': _left, ...incomplete } = good.answers;
    const files = [
      write('not-json.json', '{'),
      write('incomplete.json', JSON.stringify({ ...good, answers: incomplete })),
      ANSWERS,
      write('wrong.json', JSON.stringify({ ...good, answers: { ...good.answers, '5': 7 } })),
      join(folder, 'missing.json'),
    ];
    const { status, err, json } = await runCli('score', 'gbt46939-2025', ...files, '--json');
    expect(status).toBe(1);
    expect(json()).toMatchObject([{ questionnaire: 'gbt46939-2025', scales: { length: 9 } }]);
    const said = err.trimEnd().split('\n');
    expect(said.map((line) => line.split(':')[0])).toEqual([
      'inquiry/invalid-answers-file',
      'inquiry/incomplete-answers',
      'inquiry/invalid-answer',
      'cli/file-not-found',
    ]);
    expect(said[1]).toContain('item 5');
  });

  it('refuses a questionnaire that is not installed', async () => {
    const { status, out, err } = await runCli('score', 'horoscope', ANSWERS);
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^inquiry\/unknown-questionnaire: /);
  });
});

describe('models and devices', () => {
  it('leave out what is under research terms when told to, and say so without failing', async () => {
    const { status, json } = await runCli('models', '--no-research-models', '--json');
    expect(status).toBe(0);
    expect(json().find(({ name }) => name === 'tongue-attributes')).toEqual({
      name: 'tongue-attributes',
      state: 'switched-off',
      code: 'inference/switched-off',
    });
  });

  it('print one object a line', async () => {
    const [models, devices] = await Promise.all([runCli('models', '--json'), runCli('devices', '--json')]);
    expect([models.status, devices.status]).toEqual([0, 0]);
    expect(models.json().length).toBeGreaterThan(0);
    for (const model of models.json()) {
      expect(model).toMatchObject({ state: 'verified', terms: { statement: expect.stringMatching(/\w{4}/) } });
      expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    const research = models.json().filter(({ terms }) => (terms as { use: string }).use === 'research');
    expect(research.map(({ name, terms }) => [name, terms])).toEqual([
      ['tongue-attributes', { use: 'research', statement: expect.stringContaining('TonguExpert') }],
    ]);
    for (const device of devices.json()) expect(device).toHaveProperty('why');
  });
});
