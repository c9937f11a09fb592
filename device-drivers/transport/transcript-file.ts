import { type FileHandle, open } from 'node:fs/promises';
import type { TranscriptSink } from './recording-transport.ts';

export interface TranscriptFile extends TranscriptSink {
  /** Flushes and closes; the file can be read then. */
  close(): Promise<void>;
}

/** Appends transcript lines to a new file, in whole lines and in order. Rejects when the file exists already. */
export async function createTranscriptFile(path: string): Promise<TranscriptFile> {
  const file = await open(path, 'ax');
  let waiting: string[] = [];
  let running: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting.join('');
      waiting = [];
      await file.appendFile(lines);
    }
    running = undefined;
  };
  const flush = async (): Promise<void> => {
    await running;
    await file.datasync();
  };
  return {
    append: (line) => {
      waiting.push(line);
      running ??= startDrain(drain);
    },
    flush,
    close: () => closeAfter(flush, file),
  };
}

/** One turn later, so that lines written together reach the disk together. A failed write shows at the next flush. */
function startDrain(drain: () => Promise<void>): Promise<void> {
  const running = Promise.resolve().then(drain);
  running.catch(() => undefined);
  return running;
}

async function closeAfter(flush: () => Promise<void>, file: FileHandle): Promise<void> {
  try {
    await flush();
  } finally {
    await file.close();
  }
}
