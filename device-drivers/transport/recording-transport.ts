import type { Clock } from '../../src/domain/clock.ts';
import type { ByteTransport } from '../contract/byte-transport.ts';
import { formatTranscriptLine, type TranscriptEntry } from './transcript.ts';

/** Where transcript lines go. `append` keeps order; `flush` resolves when every line so far is on the disk. */
export interface TranscriptSink {
  append(line: string): void;
  flush(): Promise<void>;
}

/**
 * Carries bytes as the wrapped transport does and writes down every chunk before anyone interprets it.
 * The sink is flushed when the link closes, so that a transcript ends with a whole line.
 */
export function createRecordingTransport(inner: ByteTransport, sink: TranscriptSink, clock: Clock): ByteTransport {
  let openedAtMs = 0;
  const note = (dir: TranscriptEntry['dir'], bytes: Uint8Array): void => {
    if (bytes.length > 0) sink.append(formatTranscriptLine({ tMs: clock.nowMs() - openedAtMs, dir, bytes }));
  };
  return {
    description: `${inner.description}, recorded`,
    nature: inner.nature,
    open: (handlers) => {
      openedAtMs = clock.nowMs();
      return inner.open({
        onBytes: (bytes) => {
          note('rx', bytes);
          handlers.onBytes(bytes);
        },
        onClosed: (reason, detail) => handlers.onClosed(reason, detail),
      });
    },
    write: async (bytes) => {
      // Before the write: the answer may arrive before the write is reported done.
      note('tx', bytes);
      await inner.write(bytes);
    },
    close: async () => {
      await inner.close();
      await sink.flush();
    },
  };
}
