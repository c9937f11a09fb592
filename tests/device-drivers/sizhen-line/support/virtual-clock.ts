import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../../../src/domain/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass: timers fire in order, and whatever they set off settles before the next one fires. */
  advance(byMs: number): Promise<void>;
}

interface Timer {
  readonly dueAtMs: number;
  readonly action: () => void;
}

export function createVirtualClock(): VirtualClock {
  const timers = new Set<Timer>();
  let nowMs = 0;
  const nextDue = (untilMs: number): Timer | undefined =>
    [...timers].filter((timer) => timer.dueAtMs <= untilMs).sort((a, b) => a.dueAtMs - b.dueAtMs)[0];

  return {
    nowMs: () => nowMs,
    wallMs: () => 1_790_000_000_000 + nowMs,
    after(delayMs, action) {
      const timer = { dueAtMs: nowMs + delayMs, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(byMs) {
      const untilMs = nowMs + byMs;
      await nextTurn();
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        timers.delete(timer);
        nowMs = timer.dueAtMs;
        timer.action();
        await nextTurn();
      }
      nowMs = untilMs;
    },
  };
}
