import { describe, expect, it } from 'vitest';
import {
  decodeModuleFrame,
  encodeCommand,
  encodePolledCuff,
  encodeReply,
  encodeResult,
  encodeStreamedCuff,
  sumOf,
} from '../../../device-drivers/oem-blood-pressure/messages.ts';
import { encodeResultData } from '../../../device-drivers/oem-blood-pressure/result-layout.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

describe('blood-pressure commands, byte for byte as published', () => {
  it.each([
    ['start', '3a20a6'],
    ['start-with-cuff', '3a5670'],
    ['cancel', '3a7901004c'],
    ['result', '3a7903004a'],
    ['cuff-pressure', '3a79050048'],
  ] as const)('%s', (command, expected) => {
    expect(hex(encodeCommand(command))).toBe(expected);
  });
});

describe('what a blood-pressure module says, byte for byte as published', () => {
  it.each([
    ['received', '3e044f6f'],
    ['done', '3e044b73'],
    ['busy', '3e04427c'],
    ['aborted', '3e04417d'],
    ['asleep', '3e04536b'],
  ] as const)('the word “%s”', (reply, frame) => {
    expect(decodeModuleFrame(bytes(frame))).toEqual({ kind: 'reply', reply });
    expect(hex(encodeReply(reply))).toBe(frame);
  });

  it('a cuff pressure of 142 mmHg', () => {
    expect(decodeModuleFrame(bytes('3e07018e00002c'))).toEqual({ kind: 'cuff', pressureMmHg: 142 });
    expect(hex(encodeStreamedCuff(142))).toBe('3e07018e00002c');
  });

  it('a polled cuff pressure in its shorter frame', () => {
    expect(decodeModuleFrame(encodePolledCuff(258))).toEqual({ kind: 'cuff', pressureMmHg: 258 });
  });

  it('a result, streamed and polled, with its data as they are', () => {
    const data = encodeResultData({ systolicMmHg: 126, meanMmHg: 95, diastolicMmHg: 80, pulseRateBpm: 72 });
    for (const form of ['streamed', 'polled'] as const) {
      const frame = encodeResult(data, form);
      expect(sumOf(frame)).toBe(0);
      expect(decodeModuleFrame(frame)).toEqual({ kind: 'result', data });
    }
    expect(hex(encodeResult(data, 'streamed').subarray(0, 3))).toBe('3e1903');
  });

  it('nothing where a letter, a type or a pressure is none the protocol knows', () => {
    expect(decodeModuleFrame(bytes('3e040000'))).toBe('malformed');
    expect(decodeModuleFrame(bytes('3e0702010000b8'))).toBe('malformed');
    expect(decodeModuleFrame(encodeStreamedCuff(400))).toBe('out-of-range');
  });
});
