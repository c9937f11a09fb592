import { describe, expect, it } from 'vitest';
import { createOemOximeterParser } from '../../../device-drivers/oem-oximeter/frame-parser.ts';
import { encodeStatus, encodeWave, type OemOximeterMessage } from '../../../device-drivers/oem-oximeter/messages.ts';
import type { Framed } from '../../../device-drivers/session/framed.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

function parse(...parts: readonly Uint8Array[]): Framed<OemOximeterMessage>[] {
  const items: Framed<OemOximeterMessage>[] = [];
  const parser = createOemOximeterParser((item) => items.push(item));
  for (const part of parts) parser.push(part);
  parser.finish();
  return items;
}
const messages = (...parts: readonly Uint8Array[]) =>
  parse(...parts).flatMap((item) => (item.kind === 'message' ? [item.message] : []));

/** The two frames that the source publishes. */
const WAVE = hex('fe 08 01 83 39 00 0f cc');
const STATUS = hex('fe 10 01 84 4b 00 60 b8 0b 00 00 03 03 64 00 5d');

describe('FE frames of an oximeter module', () => {
  it('are read as the source reads them', () => {
    expect(messages(WAVE, STATUS)).toEqual([
      { kind: 'wave', level: 0x39 },
      { kind: 'status', pulseRateBpm: 75, spo2Percent: 96, perfusionRaw: 3000 },
    ]);
  });

  it('are written byte for byte as they were published', () => {
    expect(Buffer.from(encodeWave(0x39))).toEqual(WAVE);
    expect(Buffer.from(encodeStatus({ pulseRateBpm: 75, spo2Percent: 96, perfusionRaw: 3000 }))).toEqual(STATUS);
  });

  it.each([
    [0, 0],
    [255, 127],
    [300, 101],
  ])('give no number for rate %i and SpO2 %i, which no finger has', (pulseRateBpm, spo2Percent) => {
    const [status] = messages(encodeStatus({ pulseRateBpm, spo2Percent, perfusionRaw: 0 }));
    expect(status).toMatchObject({ pulseRateBpm: null, spo2Percent: null });
  });

  it('of an id or length that the source does not name are good and say nothing', () => {
    expect(messages(hex('fe 06 01 85 00 86'))).toEqual([{ kind: 'other', id: 0x85 }]);
    expect(messages(hex('fe 06 01 84 4b d0'))).toEqual([{ kind: 'other', id: 0x84 }]);
  });

  it('with a wrong sum or an impossible length are thrown away byte by byte, and the next one is found', () => {
    const wrong = Buffer.from(STATUS);
    wrong[4] = 0x4c;
    expect(messages(wrong, hex('fe 04 01 83'), hex('fe 40 01'), WAVE)).toEqual([{ kind: 'wave', level: 0x39 }]);
  });
});
