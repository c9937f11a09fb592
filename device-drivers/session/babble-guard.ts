import type { Clock } from '../../src/domain/clock.ts';

/**
 * A line of 115,200 baud carries 11.5 kB a second, the fastest of the devices here. Three times that in thrown-away
 * bytes within a second is no damaged line but another device or a broken one, and reading on would only cost time.
 */
const MAX_DISCARDED_BYTES = 32_768;
const WINDOW_MS = 1000;

export interface BabbleGuard {
  /** Counts discarded bytes; true once they are more than a line with faults could give. */
  exceededBy(byteCount: number): boolean;
}

export function createBabbleGuard(clock: Clock): BabbleGuard {
  let windowStartMs = Number.NEGATIVE_INFINITY;
  let discarded = 0;
  return {
    exceededBy(byteCount) {
      const nowMs = clock.nowMs();
      if (nowMs - windowStartMs > WINDOW_MS) {
        windowStartMs = nowMs;
        discarded = 0;
      }
      discarded += byteCount;
      return discarded > MAX_DISCARDED_BYTES;
    },
  };
}
