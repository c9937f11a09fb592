import { describe, expect, it } from 'vitest';
import { createBerryParser } from '../../../device-drivers/berry/frame-parser.ts';
import { type BerryMessage, encodeBerry } from '../../../device-drivers/berry/messages.ts';
import { encodeFiveBytes } from '../../../device-drivers/session/five-byte-frame.ts';
import type { Framed } from '../../../device-drivers/session/framed.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

function parse(...parts: readonly Uint8Array[]): Framed<BerryMessage>[] {
  const items: Framed<BerryMessage>[] = [];
  const parser = createBerryParser((item) => items.push(item));
  for (const part of parts) parser.push(part);
  parser.finish();
  return items;
}

const FIELDS = {
  index: 0x53,
  wave: 77,
  pulseRateBpm: 131,
  spo2Percent: 96,
  perfusionIndexPercent: 4.5,
  condition: 'ok',
  beat: true,
  intervalMs: 460,
  batteryPercent: 75,
  rateHz: 100,
} as const;

describe('BERRY frames', () => {
  it.each([
    ['software', 'V1.04.00.36', 'ff aa 53 56 31 2e 30 34 2e 30 30 2e 33 36 00 00 00 00 00 3a'],
    ['hardware', 'V2.0', 'ff aa 48 56 32 2e 30 00 00 00 00 00 00 00 00 00 00 00 00 d7'],
  ])('read the %s version %s of the maker’s example', (of, text, bytes) => {
    expect(parse(hex(bytes))).toMatchObject([{ kind: 'message', message: { kind: 'version', of, text } }]);
  });

  it('read every value, also in the frame whose number is that of a version', () => {
    expect(parse(encodeBerry(FIELDS))).toMatchObject([{ message: { kind: 'berry', ...FIELDS } }]);
  });

  it('stand without a battery', () => {
    const frame = encodeBerry({ ...FIELDS, batteryPercent: 0xff });
    expect(parse(frame)).toMatchObject([{ message: { batteryPercent: null, spo2Percent: FIELDS.spo2Percent } }]);
  });

  it('give no number without a finger', () => {
    const none = { pulseRateBpm: null, spo2Percent: null, perfusionIndexPercent: null, intervalMs: null };
    const frame = encodeBerry({ ...FIELDS, ...none, condition: 'no-finger', beat: false });
    expect(parse(frame)).toMatchObject([{ message: { ...none, condition: 'no-finger' } }]);
  });

  it('are thrown away when the checksum is wrong or a value cannot be', () => {
    const wrong = Uint8Array.from(encodeBerry(FIELDS));
    wrong[7] = (wrong[7] ?? 0) ^ 1;
    expect(parse(wrong)[0]).toMatchObject({ kind: 'discarded', reason: 'wrong-checksum' });
    expect(parse(encodeBerry({ ...FIELDS, spo2Percent: 120 }))).toMatchObject([{ reason: 'out-of-range' }]);
  });
});

describe('BCI frames', () => {
  const flags = { first4: false, first5: false, third4: false, third5: false, beat: false };
  const frame = encodeFiveBytes({ ...flags, strength: 5, wave: 60, bar: 8, pulseRate: 142, spo2: 97 });

  it('count in a run of five, with the high bit of the rate in its place', () => {
    const items = parse(frame, frame, frame, frame, frame);
    expect(items).toHaveLength(5);
    expect(items[0]).toMatchObject({ message: { kind: 'bci', wave: 60, pulseRateBpm: 142, spo2Percent: 97 } });
    expect(parse(frame, frame, frame, frame)).toMatchObject(new Array(4).fill({ reason: 'unconfirmed' }));
  });

  it.each([
    ['probe-unplugged', { first5: true }],
    ['no-finger', { third4: true }],
    ['searching', { third5: true }],
    ['weak-pulse', { first4: true }],
  ])('say %s', (condition, set) => {
    const empty = { strength: 15, wave: 0, bar: 0, pulseRate: 255, spo2: 127 };
    const none = encodeFiveBytes({ ...flags, ...empty, ...set });
    expect(parse(none, none, none, none, none)[0]).toMatchObject({
      message: { condition, pulseRateBpm: null, spo2Percent: null, signalStrength: null },
    });
  });
});
