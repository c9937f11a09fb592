/** bytes → LineGuard → ReadlineParser → messages, for devices that speak in lines of text. */
import { ReadlineParser } from '@serialport/parser-readline';
import type { ByteParser, DiscardReason, Framed } from './framed.ts';
import { createLineGuard } from './line-guard.ts';

export interface LineParserOptions<M> {
  /** Longest line of the protocol, its end included; more is thrown away up to the next line feed. */
  readonly maxLineBytes: number;
  /** The message in a line without its end, or why there is none. Bytes above 7F are Latin-1 characters here. */
  readonly read: (line: string) => M | DiscardReason;
  readonly emit: (item: Framed<M>) => void;
}

const KEPT_BYTES = 32;
const NOTHING = new Uint8Array(0);
/** The stream option that leaves lines as bytes; the package's types know only encodings. */
const RAW_LINES = { delimiter: '\n', encoding: undefined } as unknown as { delimiter: string };

export function createLineParser<M>({ maxLineBytes, read, emit }: LineParserOptions<M>): ByteParser {
  // Object mode keeps one line one item; without it waiting lines would be joined again.
  const splitter = new ReadlineParser({ ...RAW_LINES, includeDelimiter: true, readableObjectMode: true });
  const guard = createLineGuard(maxLineBytes, (bytes) => splitter.write(bytes));

  const discard = (reason: DiscardReason, bytes: Uint8Array, byteCount: number): void =>
    emit({ kind: 'discarded', reason, byteCount, bytes: bytes.slice(0, KEPT_BYTES) });
  splitter.on('data', (line: Buffer) => {
    if (line.length > maxLineBytes) {
      discard('too-long', line, line.length + guard.takeDropped());
      return;
    }
    const message = read(line.toString('latin1').trim());
    if (typeof message === 'string') discard(message as DiscardReason, line, line.length);
    else emit({ kind: 'message', message, byteCount: line.length });
  });
  // Leaves the stream's first, asynchronous read behind, so that lines come out while they are pushed in.
  splitter.read(0);

  return {
    push: (bytes) => guard.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    finish() {
      const byteCount = guard.pendingBytes();
      splitter.destroy();
      if (byteCount > 0) discard('incomplete', NOTHING, byteCount);
    },
    get heldBytes() {
      return Math.min(guard.pendingBytes(), maxLineBytes);
    },
  };
}
