import { describe, expect, it } from 'vitest';
import { crc16 } from '../../../device-drivers/bps-three-channel/crc16.ts';
import { createBridgeParser } from '../../../device-drivers/bps-three-channel/frame-parser.ts';
import {
  type BpsMessage,
  decodeDevicePayload,
  decodeHostPayload,
  encodeDeviceMessage,
  encodeHostMessage,
  encodeSample,
  type HostMessage,
} from '../../../device-drivers/bps-three-channel/messages.ts';
import { parsePieces } from '../support/cut-bytes.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const heard = (bytes: Uint8Array) =>
  parsePieces<BpsMessage>((emit) => createBridgeParser(decodeDevicePayload, emit), [bytes]);

describe('the bytes of the three-channel instrument', () => {
  it('are guarded by the CRC of its name: 29B1 for 123456789', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0x29b1);
  });

  it('of a sample are <Qfff: microseconds, then cun, guan and chi in Pa', () => {
    const sample = {
      kind: 'sample',
      deviceTimeUs: 1_234_567,
      pressurePa: { cun: 10_665, guan: 15_998, chi: 21_331 },
    } as const;
    expect(hex(encodeSample(sample))).toBe('87d612000000000000a42646' + '00f87946' + '00a6a646');
    expect(decodeDevicePayload(0xc3, encodeSample(sample))).toEqual(sample);
  });

  it('of a command are one byte, and three little-endian floats more for a pressure', () => {
    const target = { cun: 10_665, guan: 15_998, chi: 21_331 };
    expect(hex(encodeHostMessage({ kind: 'command', command: 'release' }))).toMatch(/^47c0c10104/);
    expect(hex(encodeHostMessage({ kind: 'command', command: 'start' }))).toMatch(/^47c0c10102/);
    expect(hex(encodeHostMessage({ kind: 'command', command: 'stop' }))).toMatch(/^47c0c10101/);
    expect(hex(encodeHostMessage({ kind: 'command', command: 'pressure', targetPa: target }))).toMatch(
      /^47c0c10d0300a4264600f8794600a6a646/,
    );
  });

  it('of a status are a little-endian number of any width', () => {
    for (const payload of [Uint8Array.of(2), Uint8Array.of(2, 0), Uint8Array.of(2, 0, 0, 0)]) {
      expect(decodeDevicePayload(0xc2, payload)).toEqual({ kind: 'status', status: 'sampling' });
    }
    expect(decodeDevicePayload(0xc2, Uint8Array.of(0, 2))).toBe('malformed');
  });

  it('come back from both directions', () => {
    const device: BpsMessage[] = [
      { kind: 'bridge', version: 1, linked: true, name: 'BSP' },
      { kind: 'written', command: 'pressure', ok: false },
      { kind: 'status', status: 'setting-pressure' },
      { kind: 'sample', deviceTimeUs: 0, pressurePa: { cun: 0, guan: 1, chi: 2 } },
    ];
    for (const message of device)
      expect(heard(encodeDeviceMessage(message))).toMatchObject([{ kind: 'message', message }]);
    const host: HostMessage[] = [
      { kind: 'hello' },
      { kind: 'read-status' },
      { kind: 'command', command: 'pressure', targetPa: { cun: 1, guan: 2, chi: 3 } },
    ];
    for (const message of host) {
      const items = parsePieces<HostMessage>(
        (emit) => createBridgeParser(decodeHostPayload, emit),
        [encodeHostMessage(message)],
      );
      expect(items).toMatchObject([{ kind: 'message', message }]);
    }
  });

  it('that no sensor and no clock can give are out of range', () => {
    const sample = { kind: 'sample', deviceTimeUs: 0, pressurePa: { cun: 0, guan: 0, chi: 0 } } as const;
    for (const pa of [Number.NaN, Number.POSITIVE_INFINITY, 200_000]) {
      expect(decodeDevicePayload(0xc3, encodeSample({ ...sample, pressurePa: { cun: 0, guan: pa, chi: 0 } }))).toBe(
        'out-of-range',
      );
    }
    expect(decodeDevicePayload(0xc3, new Uint8Array(20).fill(255, 0, 8))).toBe('out-of-range');
    expect(decodeDevicePayload(0xc3, new Uint8Array(19))).toBe('malformed');
  });
});
