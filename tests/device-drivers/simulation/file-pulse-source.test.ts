import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFilePulseSource } from '../../../device-drivers/simulation/file-pulse-source.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';

const MIDDLE: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 16_000 };
const RATE_HZ = 50;
/** 2.4 s of a wave with one beat in 40 samples, riding on an offset as counts of a converter do. */
const WAVE = Array.from({ length: 120 }, (_, index) => 512 + 100 * Math.sin((2 * Math.PI * index) / 40));

describe('pulse source from a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sizhen-pulse-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const source = async (text: string, column?: string, rateHz = RATE_HZ) => {
    const file = join(folder, 'wave.csv');
    await writeFile(file, text);
    return createFilePulseSource({ file, rateHz, ...(column === undefined ? {} : { column }) });
  };

  it.each([
    ['one number a line', WAVE.join('\n'), undefined],
    ['comment lines', `# Sampling Rate (Hz):= 50.00\n# Labels:= PPG\n${WAVE.join('\n')}\n`, undefined],
    [
      'the last column under a header',
      `timer,hr\r\n${WAVE.map((value, at) => `${at * 20},${value}`).join('\r\n')}`,
      undefined,
    ],
    ['a named column', `ECG,PPG,RSP\n${WAVE.map((value) => `0.1,${value},0.4`).join('\n')}`, 'ppg'],
    ['a byte order mark and tabs', `\uFEFFa\tb\n${WAVE.map((value) => `1\t${value}`).join('\n')}`, undefined],
  ])('reads %s', async (_, text, column) => {
    const { samplesPa, ...rest } = { samplesPa: (await source(text, column)).read(MIDDLE, 0, 120), expected: 1 };
    expect(rest.expected).toBe(1);
    // The middle 90 % of a sine is 2·sin(0.45·π) of its amplitude: 1500 Pa there make an amplitude of 759 Pa.
    expect(Math.max(...samplesPa.guan)).toBeGreaterThan(740);
    expect(Math.max(...samplesPa.guan)).toBeLessThan(780);
    expect(Math.abs(samplesPa.guan.reduce((sum, value) => sum + value, 0) / 120)).toBeLessThan(0.01);
  });

  it('loops, and gives the same sample for the same index however it is read', async () => {
    const wave = await source(WAVE.join('\n'));
    const long = wave.read(MIDDLE, 0, 300).guan;
    expect([...long.subarray(120, 240)]).toEqual([...long.subarray(0, 120)]);
    expect([...wave.read(MIDDLE, 77, 50).guan]).toEqual([...long.subarray(77, 127)]);
  });

  it('gives positions and steps the gains its description states, and says what it is', async () => {
    const wave = await source(WAVE.join('\n'));
    expect(wave.synthetic).toBe(false);
    expect(wave.description).toContain('one recorded channel scaled');
    const { cun, guan, chi } = wave.read(MIDDLE, 10, 1);
    const floating = wave.read({ ...MIDDLE, step: 'floating' }, 10, 1);
    const peak = guan[0] ?? Number.NaN;
    expect([cun[0], chi[0], floating.guan[0]].map((value) => Number(((value ?? 0) / peak).toFixed(3)))).toEqual([
      0.8, 0.65, 0.7,
    ]);
    expect(wave.description).toContain('0.8/1/0.65');
    expect(wave.description).toContain('0.7/1/0.6');
  });

  it('names the line where text stands among the numbers', async () => {
    const lines = WAVE.map(String);
    lines[57] = 'artefact';
    await expect(source(`# one\nvalue\n${lines.join('\n')}`)).rejects.toMatchObject({
      code: 'simulation/not-a-number',
      context: { line: 60 },
    });
  });

  it.each([
    ['simulation/no-such-column', `ECG,RSP\n${WAVE.map((value) => `1,${value}`).join('\n')}`, 'PPG', RATE_HZ],
    ['simulation/too-short', WAVE.slice(0, 99).join('\n'), undefined, RATE_HZ],
    ['simulation/flat-recording', WAVE.map(() => 7).join('\n'), undefined, RATE_HZ],
    ['simulation/bad-rate', WAVE.join('\n'), undefined, 0],
    ['simulation/bad-rate', WAVE.join('\n'), undefined, Number.NaN],
    ['simulation/too-short', '', undefined, RATE_HZ],
  ])('refuses with %s', async (code, text, column, rateHz) => {
    await expect(source(text, column, rateHz)).rejects.toMatchObject({ code });
  });

  it('names a file that is not there', async () => {
    const file = join(folder, 'nothing.csv');
    await expect(createFilePulseSource({ file, rateHz: 100 })).rejects.toMatchObject({
      code: 'simulation/file-missing',
      context: { file },
    });
  });
});
