/** bytes → frames of both framings. `FF AA` begins no frame of BCI, whose second byte has bit 7 clear. */
import { confirmRuns } from '../session/confirmed-runs.ts';
import { FIVE_BYTE_RUN, judgeFiveBytes } from '../session/five-byte-frame.ts';
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { CreateParser } from '../session/framed.ts';
import { type BerryMessage, readBci, readBerry, sumOf } from './messages.ts';
import { AT, FRAME_BYTES, FRAME_START } from './protocol.ts';

/** Frames with a checksum need no run of their kind to be believed. */
export const createBerryParser: CreateParser<BerryMessage> = confirmRuns(
  (emit) => createFrameScanner({ maxFrameBytes: FRAME_BYTES, judge, emit }),
  FIVE_BYTE_RUN,
  (message) => message.kind !== 'bci',
);

function judge(bytes: Uint8Array, from: number): Judgement<BerryMessage> {
  const [first, second] = FRAME_START;
  if (bytes[from] !== first) return judgeFiveBytes(bytes, from, readBci);
  if (bytes[from + 1] === undefined) return MORE;
  if (bytes[from + 1] !== second) return judgeFiveBytes(bytes, from, readBci);
  if (bytes.length < from + FRAME_BYTES) return MORE;
  if (sumOf(bytes, from) !== bytes[from + AT.checksum]) {
    return { kind: 'skip', byteCount: FRAME_START.length, reason: 'wrong-checksum' };
  }
  const message = readBerry(bytes, from);
  return message === 'out-of-range'
    ? { kind: 'skip', byteCount: FRAME_BYTES, reason: message }
    : { kind: 'message', message, byteCount: FRAME_BYTES };
}
