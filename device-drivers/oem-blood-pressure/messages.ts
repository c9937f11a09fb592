/** Typed commands and messages ⇄ bytes; driver and simulator speak through it. */
import {
  COMMANDS,
  HOST_START,
  MAX_CUFF_MMHG,
  MODULE_START,
  type NibpCommand,
  type NibpReply,
  POLLED_CUFF_BYTES,
  POLLED_RESULT_BYTES,
  REPLIES,
  REPLY_BYTES,
  RESULT_DATA_BYTES,
  STREAMED_CUFF_BYTES,
  STREAMED_CUFF_TYPE,
  STREAMED_RESULT_BYTES,
  STREAMED_RESULT_TYPE,
} from './protocol.ts';

export type NibpMessage =
  | { readonly kind: 'reply'; readonly reply: NibpReply }
  | { readonly kind: 'cuff'; readonly pressureMmHg: number }
  /** What the bytes mean is in `result-layout.ts`. */
  | { readonly kind: 'result'; readonly data: Uint8Array };

export function encodeCommand(command: NibpCommand): Uint8Array {
  return withChecksum([HOST_START, ...COMMANDS[command]]);
}

/** `frame` is whole, of a known length, and its sum is right. Otherwise why it says nothing. */
export function decodeModuleFrame(frame: Uint8Array): NibpMessage | 'malformed' | 'out-of-range' {
  const [, length = 0, third = 0] = frame;
  switch (length) {
    case REPLY_BYTES: {
      const reply = REPLIES[third as keyof typeof REPLIES];
      return reply === undefined ? 'malformed' : { kind: 'reply', reply };
    }
    case POLLED_CUFF_BYTES:
      return cuff(frame.subarray(2, -1));
    case STREAMED_CUFF_BYTES:
      return third === STREAMED_CUFF_TYPE ? cuff(frame.subarray(3, -1)) : 'malformed';
    case POLLED_RESULT_BYTES:
      return { kind: 'result', data: Uint8Array.from(frame.subarray(2, -1)) };
    case STREAMED_RESULT_BYTES:
      return third === STREAMED_RESULT_TYPE
        ? { kind: 'result', data: Uint8Array.from(frame.subarray(3, -1)) }
        : 'malformed';
    default:
      return 'malformed';
  }
}

function cuff(lowFirst: Uint8Array): NibpMessage | 'out-of-range' {
  const pressureMmHg = lowFirst.reduceRight((sum, byte) => sum * 256 + byte, 0);
  return pressureMmHg > MAX_CUFF_MMHG ? 'out-of-range' : { kind: 'cuff', pressureMmHg };
}

export function encodeReply(reply: NibpReply): Uint8Array {
  const [letter = '0'] = Object.entries(REPLIES).find(([, name]) => name === reply) ?? [];
  return withChecksum([MODULE_START, REPLY_BYTES, Number(letter)]);
}

export function encodeStreamedCuff(pressureMmHg: number): Uint8Array {
  const value = [pressureMmHg & 0xff, (pressureMmHg >> 8) & 0xff, 0];
  return withChecksum([MODULE_START, STREAMED_CUFF_BYTES, STREAMED_CUFF_TYPE, ...value]);
}

export function encodePolledCuff(pressureMmHg: number): Uint8Array {
  return withChecksum([MODULE_START, POLLED_CUFF_BYTES, pressureMmHg & 0xff, (pressureMmHg >> 8) & 0xff]);
}

/** `data` is `RESULT_DATA_BYTES` long. */
export function encodeResult(data: Uint8Array, form: 'streamed' | 'polled'): Uint8Array {
  if (data.length !== RESULT_DATA_BYTES) throw new RangeError(`result data of ${data.length} bytes`);
  return form === 'streamed'
    ? withChecksum([MODULE_START, STREAMED_RESULT_BYTES, STREAMED_RESULT_TYPE, ...data])
    : withChecksum([MODULE_START, POLLED_RESULT_BYTES, ...data]);
}

function withChecksum(bytes: readonly number[]): Uint8Array {
  return Uint8Array.of(...bytes, -sumOf(bytes));
}

/** Modulo 256; 0 over a whole frame. */
export function sumOf(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return sum;
}
