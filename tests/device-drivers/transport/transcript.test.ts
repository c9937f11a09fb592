import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadFixture } from '../../../device-drivers/replay/replay-captures.ts';
import { formatTranscriptLine, parseTranscript, readTranscript } from '../../../device-drivers/transport/transcript.ts';
import { createTranscriptFile } from '../../../device-drivers/transport/transcript-file.ts';
import { COMPLETE_VISIT_FOLDER } from '../../../fixtures/generate-visit.ts';

const GOOD = '{"tMs":0,"dir":"tx","hex":"3e41"}\n{"tMs":1.5,"dir":"rx","hex":"3c"}\n';

describe('transcript', () => {
  it('keeps what was written down', () => {
    const entries = parseTranscript(GOOD, 'x');
    expect(entries.map((entry) => ({ ...entry, bytes: [...entry.bytes] }))).toEqual([
      { tMs: 0, dir: 'tx', bytes: [0x3e, 0x41] },
      { tMs: 1.5, dir: 'rx', bytes: [0x3c] },
    ]);
    expect(entries.map(formatTranscriptLine).join('')).toBe(GOOD);
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['odd hex digits', '{"tMs":2,"dir":"rx","hex":"3c4"}'],
    ['an unknown direction', '{"tMs":2,"dir":"up","hex":"3c"}'],
    ['time that runs backwards', '{"tMs":1,"dir":"rx","hex":"3c"}'],
    ['an empty line', ''],
    ['no time', '{"dir":"rx","hex":"3c"}'],
  ])('names the line with %s', (_, line) => {
    expect(() => parseTranscript(`${GOOD}${line}\n`, 'x')).toThrow(
      expect.objectContaining({ code: 'transport/transcript-corrupted', context: { file: 'x', line: 3 } }),
    );
  });

  it.each([
    ['in the middle of a line', GOOD.slice(0, -5), 2],
    ['before its first line', '', 1],
  ])('says where a transcript is cut off: %s', (_, text, line) => {
    expect(() => parseTranscript(text, 'x')).toThrow(
      expect.objectContaining({ code: 'transport/transcript-truncated', context: { file: 'x', line } }),
    );
  });

  describe('on disk', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sizhen-transcript-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it('is written in order and in whole lines, and never over another one', async () => {
      const path = join(folder, 'transcript.jsonl');
      const file = await createTranscriptFile(path);
      const lines = Array.from({ length: 2000 }, (_, tMs) =>
        formatTranscriptLine({ tMs, dir: 'rx', bytes: Uint8Array.of(tMs & 255) }),
      );
      for (const line of lines) file.append(line);
      await file.flush();
      expect(await readFile(path, 'utf8')).toBe(lines.join(''));
      file.append(formatTranscriptLine({ tMs: 2000, dir: 'tx', bytes: Uint8Array.of(1) }));
      await file.close();
      expect(await readTranscript(path)).toHaveLength(2001);
      await expect(createTranscriptFile(path)).rejects.toThrow('EEXIST');
    });

    it('is refused when it is missing, shorter than described, or altered', async () => {
      const copy = join(folder, 'visit');
      await cp(COMPLETE_VISIT_FOLDER, copy, { recursive: true });
      const path = join(copy, 'transcript.jsonl');
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1));
      await expect(loadFixture(copy)).rejects.toMatchObject({ code: 'transport/transcript-truncated' });
      await writeFile(path, text.replace(/"hex":"3c/, '"hex":"3d'));
      await expect(loadFixture(copy)).rejects.toMatchObject({ code: 'transport/transcript-corrupted' });
      await rm(path);
      await expect(loadFixture(copy)).rejects.toMatchObject({ code: 'transport/transcript-missing' });
    });

    it('is refused when the description beside it is malformed, naming the place', async () => {
      await writeFile(join(folder, 'about.json'), '{"driverId": 7}');
      await expect(loadFixture(folder)).rejects.toMatchObject({ code: 'transport/fixture-invalid' });
      await writeFile(join(folder, 'about.json'), 'x');
      await expect(loadFixture(folder)).rejects.toMatchObject({ code: 'transport/fixture-invalid' });
    });
  });
});
