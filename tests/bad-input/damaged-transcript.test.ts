import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/commands/replay.ts';
import { aFolder, runCli } from '../cli/support/run-cli.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/sizhen-line/complete-visit');

/** A copy of the recorded visit whose transcript went through `damage`. */
function damaged(damage: (text: string) => string): string {
  const folder = join(aFolder(), 'visit');
  cpSync(FIXTURE, folder, { recursive: true });
  const file = join(folder, 'transcript.jsonl');
  writeFileSync(file, damage(readFileSync(file, 'utf8')));
  return folder;
}

const flipped = (text: string): string => {
  const at = text.indexOf('"hex":"', text.length / 2) + 7;
  return text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
};

const replay = (folder: string) => run([folder, '--json'], { out: unexpected, err: unexpected });
const unexpected = (line: string): never => {
  throw new Error(`it said ${line}`);
};

describe('a damaged recording', () => {
  it.each<[string, (text: string) => string, string]>([
    [
      'cut between two lines',
      (text) => `${text.split('\n').slice(0, 100).join('\n')}\n`,
      'transport/transcript-truncated',
    ],
    ['cut within a line', (text) => text.slice(0, text.length / 2), 'transport/transcript-truncated'],
    [
      'with other text inside',
      (text) => text.replace('\n', '\nnot a record of bytes\n'),
      'transport/transcript-corrupted',
    ],
    ['with one wrong digit', flipped, 'transport/transcript-corrupted'],
    ['that is empty', () => '', 'transport/transcript-truncated'],
  ])('%s is refused before anything is played', async (_what, damage, code) => {
    await expect(replay(damaged(damage))).rejects.toMatchObject({ code });
  });

  it('without one of its parts is refused', async () => {
    const folder = damaged((text) => text);
    rmSync(join(folder, 'transcript.jsonl'));
    await expect(replay(folder)).rejects.toMatchObject({ code: 'transport/transcript-missing' });
    rmSync(join(folder, 'about.json'));
    await expect(replay(folder)).rejects.toMatchObject({ code: 'transport/fixture-invalid' });
  });

  it('ends the command with status 1 and one line that names the file', async () => {
    const folder = damaged(flipped);
    const { status, out, err } = await runCli('replay', folder, '--json');
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/^transport\/transcript-corrupted: .+transcript\.jsonl.*\n$/);
  });

  it('without its answers, or with another file in their place, is refused', async () => {
    const folder = damaged((text) => text);
    const answers = join(folder, 'answers.json');
    rmSync(answers);
    const missing = await runCli('replay', folder);
    expect(missing).toMatchObject({ status: 1, out: '' });
    expect(missing.err).toMatch(/^cli\/file-not-found: .+answers\.json/);
    writeFileSync(answers, '{"sex":"female"}');
    await expect(replay(folder)).rejects.toMatchObject({ code: 'inquiry/invalid-answers-file' });
  });
});
