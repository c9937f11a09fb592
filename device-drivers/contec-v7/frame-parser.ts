/** bytes → packets. There is no checksum; what begins with a known type and keeps the rule of bit 7 is a packet. */
import { confirmRuns } from '../session/confirmed-runs.ts';
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { CreateParser } from '../session/framed.ts';
import { type ContecV7Message, decodeNotice, decodeRealtime } from './messages.ts';
import { MAX_PACKET_BYTES, PACKET, PACKET_BYTES } from './protocol.ts';

const LENGTHS: ReadonlyMap<number, number> = new Map([
  [PACKET.realtime, PACKET_BYTES.realtime],
  [PACKET.feedback, PACKET_BYTES.feedback],
  [PACKET.free, PACKET_BYTES.free],
  [PACKET.disconnect, PACKET_BYTES.disconnect],
]);

/** One realtime packet in random bytes comes once in 65,536; three in a row once in 10^14. */
const CONFIRMING_RUN = 3;

export const createContecV7Parser: CreateParser<ContecV7Message> = confirmRuns(
  (emit) => createFrameScanner({ maxFrameBytes: MAX_PACKET_BYTES, judge, emit }),
  CONFIRMING_RUN,
);

function judge(bytes: Uint8Array, from: number): Judgement<ContecV7Message> {
  const type = bytes[from] ?? 0;
  const length = LENGTHS.get(type);
  if (length === undefined) return NOISE;
  const end = Math.min(bytes.length, from + length);
  for (let at = from + 1; at < end; at += 1) {
    // The next packet begins inside this one: some of its bytes are lost.
    if (((bytes[at] ?? 0) & 0x80) === 0) return { kind: 'skip', byteCount: at - from, reason: 'malformed' };
  }
  if (end < from + length) return MORE;
  const message = type === PACKET.realtime ? decodeRealtime(bytes, from) : decodeNotice(bytes, from);
  return message === 'out-of-range'
    ? { kind: 'skip', byteCount: length, reason: message }
    : { kind: 'message', message, byteCount: length };
}

const NOISE = { kind: 'skip', byteCount: 1, reason: 'noise' } as const;
