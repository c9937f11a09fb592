import type { Clock } from '../../src/domain/clock.ts';

/** A host that was itself held up for longer than this first reads what waits in the port. */
const HELD_UP_MS = 250;

export interface SilenceWatch {
  start(): void;
  /** Something valid came. */
  heard(): void;
  /** Bytes came, whatever they were. */
  noise(): void;
  stop(): void;
}

/** Calls `onSilent` once when nothing valid came for `limitMs`; tells whether there was noise meanwhile. */
export function createSilenceWatch(
  clock: Clock,
  limitMs: number,
  onSilent: (heardNoise: boolean) => void,
): SilenceWatch {
  let heardAtMs = 0;
  let noiseAtMs = 0;
  let running = false;
  let cancel = (): void => {};

  const check = (dueAtMs: number): void => {
    const nowMs = clock.nowMs();
    const leftMs = heardAtMs + limitMs - nowMs;
    if (nowMs - dueAtMs > HELD_UP_MS) wait(HELD_UP_MS);
    else if (leftMs > 0) wait(leftMs);
    else onSilent(noiseAtMs > heardAtMs);
  };
  /** Looks often, so that being held up shortly before the limit is noticed, too. */
  const wait = (leftMs: number): void => {
    const delayMs = Math.min(leftMs, HELD_UP_MS);
    const dueAtMs = clock.nowMs() + delayMs;
    cancel = clock.after(delayMs, () => running && check(dueAtMs));
  };

  return {
    start() {
      running = true;
      heardAtMs = clock.nowMs();
      cancel();
      wait(limitMs);
    },
    heard() {
      heardAtMs = clock.nowMs();
    },
    noise() {
      noiseAtMs = clock.nowMs();
    },
    stop() {
      running = false;
      cancel();
    },
  };
}
