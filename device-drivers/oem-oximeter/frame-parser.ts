/** bytes → frames `FE length 01 id data sum` → messages. */
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { ByteParser, Framed } from '../session/framed.ts';
import { decodeFrame, type OemOximeterMessage, sumOf } from './messages.ts';
import { LEAST_FRAME_BYTES, MOST_FRAME_BYTES, START, TYPE } from './protocol.ts';

export function createOemOximeterParser(emit: (item: Framed<OemOximeterMessage>) => void): ByteParser {
  return createFrameScanner({ maxFrameBytes: MOST_FRAME_BYTES, judge, emit });
}

function judge(bytes: Uint8Array, from: number): Judgement<OemOximeterMessage> {
  if (bytes[from] !== START) return { kind: 'skip', byteCount: 1, reason: 'noise' };
  const byteCount = bytes[from + 1];
  if (byteCount === undefined) return MORE;
  if (byteCount < LEAST_FRAME_BYTES || byteCount > MOST_FRAME_BYTES) return MALFORMED;
  const type = bytes[from + 2];
  if (type === undefined) return MORE;
  if (type !== TYPE) return MALFORMED;
  if (bytes.length - from < byteCount) return MORE;
  const frame = bytes.subarray(from, from + byteCount);
  // Behind the first byte only: a whole frame may begin inside a broken one.
  if (sumOf(frame) !== frame.at(-1)) return { kind: 'skip', byteCount: 1, reason: 'wrong-checksum' };
  return { kind: 'message', message: decodeFrame(frame), byteCount };
}

const MALFORMED = { kind: 'skip', byteCount: 1, reason: 'malformed' } as const;
