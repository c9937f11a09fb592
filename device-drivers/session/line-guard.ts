/**
 * Stands before the line splitter so that a line without end cannot grow in memory.
 * Of an overlong line the first `maxLineBytes` pass and the rest is dropped and counted up to the line feed,
 * so that the splitter hands on one piece that is recognisably too long.
 */
const LINE_FEED = 0x0a;

export interface LineGuard {
  push(chunk: Buffer): void;
  /** Bytes dropped from the line that is being handed on; counting starts anew. */
  takeDropped(): number;
  /** Bytes of the unfinished line, dropped ones included. */
  pendingBytes(): number;
}

export function createLineGuard(maxLineBytes: number, forward: (bytes: Buffer) => void): LineGuard {
  let carried = 0;
  let dropped = 0;
  let dropping = false;

  /** Returns the index of the line feed that ends the runaway line, or -1. */
  const dropFrom = (chunk: Buffer, from: number): number => {
    const end = chunk.indexOf(LINE_FEED, from);
    dropping = end === -1;
    dropped += (dropping ? chunk.length : end) - from;
    return end;
  };

  return {
    push(chunk) {
      let forwardFrom = 0;
      let lineStart = -carried;
      if (dropping) {
        forwardFrom = dropFrom(chunk, 0);
        if (forwardFrom === -1) return;
        lineStart = forwardFrom + 1;
      }
      // Hops from limit to limit instead of visiting every line: a 4 kB chunk costs about five searches.
      while (lineStart + maxLineBytes < chunk.length) {
        const limit = lineStart + maxLineBytes;
        const lastFeed = chunk.lastIndexOf(LINE_FEED, limit);
        if (lastFeed >= 0 && lastFeed >= lineStart) {
          lineStart = lastFeed + 1;
          continue;
        }
        forward(chunk.subarray(forwardFrom, limit));
        carried = maxLineBytes;
        forwardFrom = dropFrom(chunk, limit);
        if (forwardFrom === -1) return;
        lineStart = forwardFrom + 1;
      }
      const lastFeed = chunk.lastIndexOf(LINE_FEED);
      if (lastFeed >= 0 && lastFeed >= lineStart) lineStart = lastFeed + 1;
      carried = chunk.length - lineStart;
      forward(forwardFrom === 0 ? chunk : chunk.subarray(forwardFrom));
    },
    takeDropped() {
      const count = dropped;
      dropped = 0;
      return count;
    },
    pendingBytes: () => carried + dropped,
  };
}
