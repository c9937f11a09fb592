/**
 * bytes → live frames, and after the header of a download as many records as it announced. Which of the two comes next
 * depends on the bytes alone.
 */
import { confirmRuns } from '../session/confirmed-runs.ts';
import { FIVE_BYTE_RUN, judgeFiveBytes } from '../session/five-byte-frame.ts';
import { createFrameScanner, type Judgement, MORE } from '../session/frame-scanner.ts';
import type { CreateParser } from '../session/framed.ts';
import { type ContecOldMessage, readLive, readRecord, readStoredHeader } from './messages.ts';
import { RECORD_BYTES, STORED_HEADER_BYTES, STORED_PREAMBLE } from './protocol.ts';

const MAX_SPO2 = 100;

const createAnyFrameParser: CreateParser<ContecOldMessage> = (emit) => {
  let recordsLeft = 0;

  const judgeRecord = (bytes: Uint8Array, from: number): Judgement<ContecOldMessage> => {
    if (bytes.length < from + RECORD_BYTES) return MORE;
    const message = readRecord(bytes, from);
    if (message === undefined) {
      // A byte is lost, so that the count is wrong as well: what follows is judged anew.
      recordsLeft = 0;
      return { kind: 'skip', byteCount: 1, reason: 'malformed' };
    }
    recordsLeft -= 1;
    if (message.kind === 'stored-record' && (message.spo2Percent ?? 0) > MAX_SPO2) {
      return { kind: 'skip', byteCount: RECORD_BYTES, reason: 'out-of-range' };
    }
    return { kind: 'message', message, byteCount: RECORD_BYTES };
  };
  const judge = (bytes: Uint8Array, from: number): Judgement<ContecOldMessage> => {
    if (recordsLeft > 0) return judgeRecord(bytes, from);
    if (bytes[from] !== STORED_PREAMBLE[0]) return judgeFiveBytes(bytes, from, readLive);
    const header = readStoredHeader(bytes, from);
    if (header === 'more') return MORE;
    if (header === 'no') return judgeFiveBytes(bytes, from, readLive);
    if (header === 'broken') return { kind: 'skip', byteCount: STORED_HEADER_BYTES, reason: 'malformed' };
    recordsLeft = header;
    return { kind: 'message', message: { kind: 'stored-header', records: header }, byteCount: STORED_HEADER_BYTES };
  };
  return createFrameScanner({ maxFrameBytes: STORED_HEADER_BYTES, judge, emit });
};

/** The twelve bytes of a header are as good as a checksum. */
export const createContecOldParser: CreateParser<ContecOldMessage> = confirmRuns(
  createAnyFrameParser,
  FIVE_BYTE_RUN,
  (message) => message.kind === 'stored-header',
);
