/** bytes → frames `3E length type [data] checksum` of the module → messages. */
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { ByteParser, Framed } from '../session/framed.ts';
import { decodeModuleFrame, type NibpMessage, sumOf } from './messages.ts';
import {
  MODULE_START,
  POLLED_CUFF_BYTES,
  POLLED_RESULT_BYTES,
  REPLY_BYTES,
  STREAMED_CUFF_BYTES,
  STREAMED_RESULT_BYTES,
} from './protocol.ts';

const KNOWN_LENGTHS: ReadonlySet<number> = new Set([
  REPLY_BYTES,
  POLLED_CUFF_BYTES,
  STREAMED_CUFF_BYTES,
  POLLED_RESULT_BYTES,
  STREAMED_RESULT_BYTES,
]);

export function createNibpParser(emit: (item: Framed<NibpMessage>) => void): ByteParser {
  return createFrameScanner({ maxFrameBytes: STREAMED_RESULT_BYTES, judge, emit });
}

function judge(bytes: Uint8Array, from: number): Judgement<NibpMessage> {
  if (bytes[from] !== MODULE_START) return { kind: 'skip', byteCount: 1, reason: 'noise' };
  const byteCount = bytes[from + 1];
  if (byteCount === undefined) return MORE;
  if (!KNOWN_LENGTHS.has(byteCount)) return { kind: 'skip', byteCount: 1, reason: 'malformed' };
  if (bytes.length - from < byteCount) return MORE;
  const frame = bytes.subarray(from, from + byteCount);
  // Behind the first byte only: a whole frame may begin inside a broken one.
  if (sumOf(frame) !== 0) return { kind: 'skip', byteCount: 1, reason: 'wrong-checksum' };
  const message = decodeModuleFrame(frame);
  return typeof message === 'string'
    ? { kind: 'skip', byteCount, reason: message }
    : { kind: 'message', message, byteCount };
}
