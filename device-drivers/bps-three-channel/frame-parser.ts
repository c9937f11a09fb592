/** bytes → bridge frames `47 C0 | characteristic | length | payload | CRC-16` → messages, in both directions. */
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { ByteParser, Framed } from '../session/framed.ts';
import { crc16 } from './crc16.ts';
import { CRC_BYTES, HEAD_BYTES, MAX_FRAME_BYTES, MAX_PAYLOAD_BYTES, SYNC } from './protocol.ts';

/** A message, or why a whole frame says nothing. */
export type DecodePayload<M> = (channel: number, payload: Uint8Array) => M | 'malformed' | 'out-of-range';

export function createBridgeParser<M extends object>(
  decode: DecodePayload<M>,
  emit: (item: Framed<M>) => void,
): ByteParser {
  const judge = (bytes: Uint8Array, from: number): Judgement<M> => judgeFrame(bytes, from, decode);
  return createFrameScanner({ maxFrameBytes: MAX_FRAME_BYTES, judge, emit });
}

function judgeFrame<M extends object>(bytes: Uint8Array, from: number, decode: DecodePayload<M>): Judgement<M> {
  const left = bytes.length - from;
  for (let at = 0; at < SYNC.length; at += 1) {
    if (at === left) return MORE;
    if (bytes[from + at] !== SYNC[at]) return { kind: 'skip', byteCount: 1, reason: 'noise' };
  }
  if (left < HEAD_BYTES) return MORE;
  const payloadBytes = bytes[from + HEAD_BYTES - 1] ?? 0;
  if (payloadBytes > MAX_PAYLOAD_BYTES) return { kind: 'skip', byteCount: 1, reason: 'malformed' };
  const byteCount = HEAD_BYTES + payloadBytes + CRC_BYTES;
  if (left < byteCount) return MORE;
  const end = from + byteCount - CRC_BYTES;
  const crc = ((bytes[end] ?? 0) << 8) | (bytes[end + 1] ?? 0);
  // Behind the first byte only: a whole frame may begin inside a broken one.
  if (crc16(bytes.subarray(from + SYNC.length, end)) !== crc) {
    return { kind: 'skip', byteCount: 1, reason: 'wrong-checksum' };
  }
  const message = decode(bytes[from + SYNC.length] ?? 0, bytes.subarray(from + HEAD_BYTES, end));
  return typeof message === 'string'
    ? { kind: 'skip', byteCount, reason: message }
    : { kind: 'message', message, byteCount };
}

export function encodeBridgeFrame(channel: number, payload: Uint8Array): Uint8Array {
  if (payload.length > MAX_PAYLOAD_BYTES) throw new RangeError(`payload of ${payload.length} bytes`);
  const body = Uint8Array.of(channel, payload.length, ...payload);
  const crc = crc16(body);
  return Uint8Array.of(...SYNC, ...body, crc >> 8, crc & 0xff);
}
