import { describe, expect, it } from 'vitest';
import type { PeripheralReading } from '../../../device-drivers/contract/peripheral-driver.ts';
import { createPulseSensorParser } from '../../../device-drivers/pulse-sensor/line-reader.ts';
import { type PulseSensorMessage, readLine } from '../../../device-drivers/pulse-sensor/messages.ts';
import { createSampleBatch } from '../../../device-drivers/pulse-sensor/sample-batch.ts';

function readings(text: string): PeripheralReading[] {
  const told: PeripheralReading[] = [];
  const take = createSampleBatch((reading) => told.push(reading));
  const parser = createPulseSensorParser((item) => item.kind === 'message' && take(item.message));
  parser.push(Buffer.from(text, 'latin1'));
  return told;
}

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => `${line(at)}\r\n`).join('');

describe('a line of a PulseSensor sketch', () => {
  it.each<[string, Partial<PulseSensorMessage>]>([
    ['S512', { kind: 'letter', letter: 'S', value: 512 }],
    ['B72', { kind: 'letter', letter: 'B', value: 72 }],
    ['Q833', { kind: 'letter', letter: 'Q', value: 833 }],
    ['72,833,512', { kind: 'sample', signal: 512, beatsPerMinute: 72, intervalMs: 833, beat: null }],
    ['512,72,833,1', { kind: 'sample', signal: 512, beatsPerMinute: 72, intervalMs: 833, beat: true }],
    ['512', { kind: 'sample', signal: 512, beatsPerMinute: null }],
    [
      'PSWS,1,LIVE,7,1234,512,72,833,0,90,STEADY',
      { kind: 'sample', sequence: 7, deviceMs: 1234, signal: 512, beat: false, quality: 90, simulated: false },
    ],
    [
      'PSWS,1,LIVE,7,1234,512,,,0,,SEARCHING',
      { kind: 'sample', signal: 512, beatsPerMinute: null, intervalMs: null, beat: false, quality: null },
    ],
    [
      'PSWS,2,SIM,7,1234,512,0,0,1,90,STEADY,512,100,900,80,0,1,1',
      { kind: 'sample', signal: 512, beatsPerMinute: null, beat: true, simulated: true },
    ],
  ])('%s', (line, expected) => {
    expect(readLine(line)).toMatchObject(expected);
  });

  it.each([
    ['', 'malformed'],
    ['PulseSensor ready', 'malformed'],
    ['Z9', 'malformed'],
    ['1,2', 'malformed'],
    ['512,72,833,2', 'malformed'],
    ['B999', 'out-of-range'],
    ['72,833,70000', 'out-of-range'],
    ['PSWS,3,LIVE,7,1234,512,72,833,0,90,STEADY', 'malformed'],
    ['PSWS,1,LIVE,7,1234,512,72,833,0,90', 'malformed'],
    ['PSWS,1,LIVE,7,1234,,72,833,0,90,STEADY', 'malformed'],
    ['PSWS,1,LIVE,7,1234,512,72,833,0,101,STEADY', 'out-of-range'],
  ])('“%s” is %s', (line, reason) => {
    expect(readLine(line)).toBe(reason);
  });
});

describe('the readings of a sketch', () => {
  it('are pieces of five samples and a beat with its interval', () => {
    expect(readings(`${lines(5, (at) => `S${500 + at}`)}B72\r\nQ833\r\n`)).toMatchObject([
      { kind: 'wave', sampleRateHz: 50, deviceTimeUs: null, channels: [{ name: 'sensor 1' }] },
      { kind: 'beat', beatsPerMinute: 72, intervalMs: 833 },
    ]);
  });

  it('keep two sensors apart', () => {
    const told = readings(lines(6, (at) => `a${100 + at}\r\nb${200 + at}`));
    const [wave] = told;
    if (wave?.kind !== 'wave') throw new Error('no wave');
    expect(wave.channels.map(({ samples }) => Array.from(samples))).toEqual([
      [100, 101, 102, 103, 104],
      [200, 201, 202, 203, 204],
    ]);
    expect(readings(`a1\r\nA70\r\nM857\r\nB71\r\nN845\r\n`)).toMatchObject([
      { kind: 'beat', beatsPerMinute: 70, intervalMs: 857 },
      { kind: 'beat', beatsPerMinute: 71, intervalMs: 845 },
    ]);
  });

  it('take S for the interval of a seventh sensor where there are seven', () => {
    const seven = (row: number): string => [...'abcdefg'].map((letter) => `${letter}${row}\r\n`).join('');
    expect(readings(`${seven(1)}G66\r\nS909\r\n`)).toEqual([{ kind: 'beat', beatsPerMinute: 66, intervalMs: 909 }]);
    expect(readings(`${seven(1)}S20000\r\n`)).toEqual([]);
  });

  it('tell a beat of plotter lines when the interval changes', () => {
    expect(readings('0,0,500\r\n72,833,510\r\n72,833,520\r\n70,857,530\r\n')).toMatchObject([
      { kind: 'beat', intervalMs: 833 },
      { kind: 'beat', intervalMs: 857 },
    ]);
  });

  it('end a piece of wave where the device clock jumps or a number is missing', () => {
    const line = (sequence: number, ms: number): string => `PSWS,1,LIVE,${sequence},${ms},512,0,0,0,90,STEADY\r\n`;
    const told = readings(line(0, 0) + line(1, 20) + line(2, 5040) + line(3, 5060) + line(5, 5100) + line(6, 5120));
    expect(told).toMatchObject([
      { kind: 'wave', deviceTimeUs: 0 },
      { kind: 'wave', deviceTimeUs: 5_040_000 },
    ]);
  });
});
