/** bytes → frames `AA AA AA 96 69 | length | content | XOR of everything after the preamble` → messages. */
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { ByteParser, Framed } from '../session/framed.ts';
import { LENGTH_BYTES, MAX_FRAME_BYTES, MIN_COUNTED_BYTES, PREAMBLE } from './protocol.ts';

const HEAD_BYTES = PREAMBLE.length + LENGTH_BYTES;
const NOTHING = new Uint8Array(0);

/**
 * `decode` makes a message of a frame's content: command or status bytes with their data, without length and checksum.
 * After a bad frame the search goes on behind its first byte, because a whole frame may begin inside it.
 */
export function createSamParser<M>(
  decode: (content: Uint8Array) => M | undefined,
  emit: (item: Framed<M>) => void,
): ByteParser {
  const judge = (bytes: Uint8Array, from: number): Judgement<M> => judgeFrame(bytes, from, decode);
  // Discarded bytes may be a part of somebody's card, so they are counted and never kept.
  const emitWithoutBytes = (item: Framed<M>): void =>
    emit(item.kind === 'discarded' ? { ...item, bytes: NOTHING } : item);
  return createFrameScanner({ maxFrameBytes: MAX_FRAME_BYTES, judge, emit: emitWithoutBytes });
}

function judgeFrame<M>(bytes: Uint8Array, from: number, decode: (content: Uint8Array) => M | undefined): Judgement<M> {
  const left = bytes.length - from;
  for (let at = 0; at < PREAMBLE.length; at += 1) {
    if (at === left) return MORE;
    if (bytes[from + at] !== PREAMBLE[at]) return { kind: 'skip', byteCount: 1, reason: 'noise' };
  }
  if (left < HEAD_BYTES) return MORE;
  const counted = ((bytes[from + PREAMBLE.length] ?? 0) << 8) | (bytes[from + PREAMBLE.length + 1] ?? 0);
  const byteCount = HEAD_BYTES + counted;
  if (counted < MIN_COUNTED_BYTES || byteCount > MAX_FRAME_BYTES) {
    return { kind: 'skip', byteCount: 1, reason: 'malformed' };
  }
  if (left < byteCount) return MORE;
  const end = from + byteCount - 1;
  if (xor(bytes.subarray(from + PREAMBLE.length, end)) !== bytes[end]) {
    return { kind: 'skip', byteCount: 1, reason: 'wrong-checksum' };
  }
  const message = decode(Uint8Array.from(bytes.subarray(from + HEAD_BYTES, end)));
  return message === undefined
    ? { kind: 'skip', byteCount, reason: 'malformed' }
    : { kind: 'message', message, byteCount };
}

export function encodeSamFrame(content: Uint8Array): Uint8Array {
  const counted = content.length + 1;
  const frame = Uint8Array.of(...PREAMBLE, counted >> 8, counted & 0xff, ...content, 0);
  frame[frame.length - 1] = xor(frame.subarray(PREAMBLE.length, -1));
  return frame;
}

function xor(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}
