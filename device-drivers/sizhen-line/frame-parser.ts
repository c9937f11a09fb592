/**
 * bytes → LineGuard → ReadlineParser → frames. `<KIND,sequence,fields*CRC32\n`
 * Every byte received leaves in exactly one frame; how the bytes were cut into chunks cannot be told from the frames.
 */
import { crc32 } from 'node:zlib';
import { ReadlineParser } from '@serialport/parser-readline';
import { createLineGuard } from '../session/line-guard.ts';
import { DEVICE_MARK, HOST_MARK, MAX_LINE_BYTES, SEQUENCE_MODULUS } from './protocol.ts';

export type DiscardReason = 'noise' | 'too-long' | 'bad-crc' | 'malformed' | 'echo' | 'incomplete';

export interface RawLine {
  readonly kind: 'line';
  readonly name: string;
  readonly sequence: number;
  /** The line from its mark to its line feed; the fields are `bytes[fieldsFrom … fieldsTo)`. */
  readonly bytes: Buffer;
  readonly fieldsFrom: number;
  readonly fieldsTo: number;
}

export interface DiscardedBytes {
  readonly kind: 'discarded';
  readonly reason: DiscardReason;
  readonly byteCount: number;
  /** What was kept of them; at most one line. */
  readonly bytes: Uint8Array;
}

export type Frame = RawLine | DiscardedBytes;

export interface FrameParser {
  push(bytes: Uint8Array): void;
  /** The stream has ended: an unfinished line is counted as discarded. */
  finish(): void;
  /** Bytes of an unfinished line that is already too long to become one. */
  runawayBytes(): number;
  /** Bytes kept of an unfinished line; never more than a line. */
  heldBytes(): number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COMMA = 0x2c;
const STAR = 0x2a;
const ZERO = 0x30;
const CRC_DIGITS = 8;
const NOTHING = new Uint8Array(0);

/** `talker` is the mark of the lines wanted; lines with the other mark are our own, echoed by a terminal driver. */
export function createFrameParser(talker: 'host' | 'device', emit: (frame: Frame) => void): FrameParser {
  const mark = talker === 'host' ? HOST_MARK : DEVICE_MARK;
  const otherMark = talker === 'host' ? DEVICE_MARK : HOST_MARK;
  // Object mode keeps one line one item; without it waiting lines would be joined again.
  const splitter = new ReadlineParser({ ...RAW_LINES, includeDelimiter: true, readableObjectMode: true });
  const guard = createLineGuard(MAX_LINE_BYTES, (bytes) => splitter.write(bytes));

  const discard = (reason: DiscardReason, bytes: Buffer, extraBytes = 0): void =>
    emit({ kind: 'discarded', reason, byteCount: bytes.length + extraBytes, bytes });

  const onLine = (line: Buffer): void => {
    if (line.length > MAX_LINE_BYTES) {
      discard('too-long', line, guard.takeDropped());
      return;
    }
    const start = line[0] === mark ? 0 : line.lastIndexOf(mark);
    if (start === -1) {
      discard(line[0] === otherMark ? 'echo' : 'noise', line);
      return;
    }
    const parsed = parseFrom(line, start) ?? parseFrom(line, line.lastIndexOf(mark));
    if (parsed === undefined) {
      discard('bad-crc', line);
      return;
    }
    const noiseBytes = line.length - parsed.bytes.length;
    if (noiseBytes > 0) discard('noise', line.subarray(0, noiseBytes));
    emit(parsed);
  };
  splitter.on('data', onLine);
  // Leaves the stream's first, asynchronous read behind, so that lines come out while they are pushed in.
  splitter.read(0);

  return {
    push(bytes) {
      guard.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
    finish() {
      const byteCount = guard.pendingBytes();
      splitter.destroy();
      if (byteCount > 0) emit({ kind: 'discarded', reason: 'incomplete', byteCount, bytes: NOTHING });
    },
    runawayBytes() {
      const pending = guard.pendingBytes();
      return pending > MAX_LINE_BYTES ? pending : 0;
    },
    heldBytes: () => Math.min(guard.pendingBytes(), MAX_LINE_BYTES),
  };
}

/** The stream option that leaves lines as bytes; the package's types know only encodings. */
const RAW_LINES = { delimiter: '\n', encoding: undefined } as unknown as { delimiter: string };

/** A line whose CRC is right but whose head is not a name and a number is as foreign as one with a wrong CRC. */
function parseFrom(line: Buffer, start: number): RawLine | undefined {
  const end = line.length - (line[line.length - 2] === CARRIAGE_RETURN ? 2 : 1);
  const star = end - CRC_DIGITS - 1;
  if (star <= start || line[star] !== STAR || line[line.length - 1] !== LINE_FEED) return undefined;
  if (crc32(line.subarray(start, star)) !== parseCrc(line, star + 1)) return undefined;
  return parseHead(start === 0 ? line : line.subarray(start), star - start);
}

function parseHead(bytes: Buffer, fieldsTo: number): RawLine | undefined {
  const nameEnd = bytes.indexOf(COMMA, 1);
  if (nameEnd <= 1 || nameEnd >= fieldsTo) return undefined;
  let at = nameEnd + 1;
  let sequence = 0;
  for (; at < fieldsTo && bytes[at] !== COMMA; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    sequence = sequence * 10 + digit;
  }
  if (at === nameEnd + 1 || sequence >= SEQUENCE_MODULUS) return undefined;
  const name = bytes.toString('latin1', 1, nameEnd);
  return { kind: 'line', name, sequence, bytes, fieldsFrom: Math.min(at + 1, fieldsTo), fieldsTo };
}

/** Eight upper-case hex digits; -1 when one is not. */
function parseCrc(bytes: Buffer, from: number): number {
  let value = 0;
  for (let at = from; at < from + CRC_DIGITS; at += 1) {
    const digit = HEX_VALUE[bytes[at] ?? 0] ?? 255;
    if (digit === 255) return -1;
    value = (value << 4) | digit;
  }
  return value >>> 0;
}

const HEX_VALUE = Uint8Array.from({ length: 256 }, (_, code) => {
  const digit = '0123456789ABCDEF'.indexOf(String.fromCharCode(code));
  return digit === -1 ? 255 : digit;
});
