import type { Clock } from '../../../src/domain/clock.ts';

/** A clock that moves only when told to. */
export function createManualClock(): Clock & { pass(durationMs: number): void } {
  let nowMs = 0;
  let timers: { readonly atMs: number; readonly action: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    wallMs: () => nowMs,
    after: (delayMs, action) => {
      const timer = { atMs: nowMs + delayMs, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass: (durationMs) => {
      const endMs = nowMs + durationMs;
      for (;;) {
        const next = timers.filter((timer) => timer.atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.atMs;
        next.action();
      }
      nowMs = endMs;
    },
  };
}
