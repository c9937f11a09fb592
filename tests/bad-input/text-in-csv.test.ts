import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder, runCli } from '../cli/support/run-cli.ts';

const RATE_HZ = 100;
const wave = (seconds: number): string[] =>
  Array.from({ length: seconds * RATE_HZ }, (_, index) => Math.sin((2 * Math.PI * 1.2 * index) / RATE_HZ).toFixed(4));

function csv(name: string, lines: readonly string[]): string {
  const file = join(aFolder(), name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

describe('a CSV with text between its numbers', () => {
  it('is refused by the analysis with the line, and the good file beside it is analysed', async () => {
    const bad = csv('bad.csv', ['time,ppg', ...wave(5).with(41, 'sensor off')]);
    const good = csv('good.csv', wave(10));
    const { status, err, json } = await runCli('analyze', 'pulse', bad, good, '--rate', String(RATE_HZ), '--json');
    expect(status).toBe(1);
    expect(err).toMatch(/^analysis\/sample-not-a-number: .*bad\.csv: Line 43 .*\n$/);
    expect(json()).toMatchObject([{ file: good, rateHz: RATE_HZ, durationS: 10 }]);
  });

  it('is refused by the simulator', async () => {
    const bad = csv('bad.csv', wave(5).with(41, 'sensor off'));
    const { status, out, err } = await runCli('simulate', 'sizhen-line', '--pulse', bad, '--rate', String(RATE_HZ));
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^simulation\/not-a-number: /);
    expect(err).toContain('42');
  });

  it('that is missing, too short or flat is refused by the simulator', async () => {
    const simulate = (file: string) => runCli('simulate', 'sizhen-line', '--pulse', file, '--rate', String(RATE_HZ));
    expect((await simulate('missing.csv')).err).toMatch(/^simulation\/file-missing: /);
    expect((await simulate(csv('short.csv', wave(1)))).err).toMatch(/^simulation\/too-short: /);
    expect((await simulate(csv('flat.csv', Array(500).fill('7')))).err).toMatch(/^simulation\/flat-recording: /);
  });
});
