import { describe, expect, it } from 'vitest';
import { createContecV7Parser } from '../../../device-drivers/contec-v7/frame-parser.ts';
import {
  type ContecV7Message,
  decodeRealtime,
  encodeCommand,
  encodeDisconnect,
  encodeRealtime,
} from '../../../device-drivers/contec-v7/messages.ts';
import type { Framed } from '../../../device-drivers/session/framed.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

function parse(...parts: readonly Uint8Array[]): Framed<ContecV7Message>[] {
  const items: Framed<ContecV7Message>[] = [];
  const parser = createContecV7Parser((item) => items.push(item));
  for (const part of parts) parser.push(part);
  parser.finish();
  return items;
}

/** Three packets that a real CMS50E sent, with what CONTEC's document makes of them. */
const GOLDEN = [
  ['01 e0 84 93 92 bc e3 ff ff', 19, 2],
  ['01 e0 84 a3 94 bc e3 ff ff', 35, 4],
  ['01 e0 84 ad 95 bc e3 ff ff', 45, 5],
] as const;

describe('CONTEC V7.0 packets', () => {
  it.each(GOLDEN)('reads %s as wave %i, bar %i, rate 60, SpO2 99, no perfusion index', (bytes, wave, bar) => {
    expect(decodeRealtime(hex(bytes))).toMatchObject({
      wave,
      bar,
      pulseRateBpm: 60,
      spo2Percent: 99,
      perfusionIndexPercent: null,
      signalStrength: 0.5,
      condition: 'ok',
    });
  });

  it.each([
    ['start', '7d 81 a1 80 80 80 80 80 80'],
    ['stop', '7d 81 a2 80 80 80 80 80 80'],
    ['keepAlive', '7d 81 af 80 80 80 80 80 80'],
  ] as const)('writes the command %s', (name, bytes) => {
    expect(Buffer.from(encodeCommand(name))).toEqual(hex(bytes));
  });

  it('puts the high bits back: a rate above 127, flags and perfusion index', () => {
    const fields = {
      wave: 101,
      bar: 9,
      beat: true,
      pulseRateBpm: 187,
      spo2Percent: 97,
      perfusionIndexPercent: 4.55,
      signalStrength: 1,
      condition: 'probe-error',
    } as const;
    expect(decodeRealtime(encodeRealtime(fields))).toEqual({ kind: 'realtime', ...fields });
  });

  it('knows no value where the device marks it invalid, and refuses one that cannot be', () => {
    const none = { pulseRateBpm: null, spo2Percent: null, perfusionIndexPercent: null, signalStrength: null };
    const fields = { ...none, wave: 0, bar: 0, beat: false, condition: 'searching' } as const;
    expect(decodeRealtime(encodeRealtime(fields))).toMatchObject(fields);
    expect(decodeRealtime(encodeRealtime({ ...fields, spo2Percent: 101 }))).toBe('out-of-range');
  });
});

describe('the packet parser', () => {
  const packet = hex(GOLDEN[0][0]);

  it('takes a run of packets and tells the unfinished end', () => {
    const items = parse(packet, packet, packet, packet.subarray(0, 4));
    expect(items.map((item) => item.kind)).toEqual(['message', 'message', 'message', 'discarded']);
    expect(items.at(-1)).toMatchObject({ reason: 'incomplete', byteCount: 4 });
  });

  it('takes no packet that stands alone in noise', () => {
    const noise = hex('80 ff 00 7f');
    expect(parse(noise, packet, noise, packet, packet, noise).filter((item) => item.kind === 'message')).toEqual([]);
  });

  it('goes on after a packet that lost a byte', () => {
    const torn = Buffer.concat([packet.subarray(0, 5), packet.subarray(6)]);
    const items = parse(packet, packet, packet, torn, packet, packet, packet);
    expect(items.filter((item) => item.kind === 'message')).toHaveLength(6);
    expect(items).toContainEqual(expect.objectContaining({ reason: 'malformed', byteCount: 8 }));
  });

  it('hears that the device breaks off', () => {
    expect(parse(packet, packet, packet, encodeDisconnect(2)).at(-1)).toMatchObject({
      message: { kind: 'disconnect', reason: 2 },
    });
  });
});
