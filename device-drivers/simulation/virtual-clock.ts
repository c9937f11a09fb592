import { setImmediate as nextTurn, setTimeout as pauseMs } from 'node:timers/promises';
import type { Clock } from '../../src/domain/clock.ts';

/** Time that passes only while something waits for it: hours of a simulated instrument in seconds, the same every run. */
export interface VirtualClock extends Clock {
  /** Lets time pass until `work` settles. Rejects with a `RangeError` when nothing is left that could settle it. */
  runUntilSettled<T>(work: Promise<T>): Promise<T>;
}

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
}

/** Streams and promises set off by a timer settle before the next one fires. */
const TURNS_BETWEEN_TIMERS = 2;
/** With no timer left, work of the operating system may still come: on a busy machine a file read took over 50 ms. */
const IDLE_LIMIT_MS = 10_000;

export function createVirtualClock(startWallMs: number): VirtualClock {
  const timers = new Set<Timer>();
  let nowMs = 0;
  const takeNext = (): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers) if (next === undefined || timer.dueMs < next.dueMs) next = timer;
    if (next !== undefined) timers.delete(next);
    return next;
  };
  return {
    nowMs: () => nowMs,
    wallMs: () => startWallMs + nowMs,
    after: (delayMs, action) => {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    runUntilSettled: async (work) => {
      let settled = false;
      const note = (): void => {
        settled = true;
      };
      work.then(note, note);
      let idleMs = 0;
      while (!settled) {
        for (let turn = 0; turn < TURNS_BETWEEN_TIMERS; turn += 1) await nextTurn();
        if (settled) break;
        const timer = takeNext();
        if (timer !== undefined) {
          idleMs = 0;
          nowMs = timer.dueMs;
          timer.action();
        } else {
          idleMs += 1;
          if (idleMs > IDLE_LIMIT_MS) throw new RangeError('nothing is left that could settle this work');
          await pauseMs(1);
        }
      }
      return work;
    },
  };
}
