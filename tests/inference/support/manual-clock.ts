import type { Clock } from '../../../src/domain/clock.ts';

/** Time that moves only when told to. */
export function manualClock(): Clock & { readonly advance: (ms: number) => void } {
  let nowMs = 0;
  const timers = new Set<{ readonly dueMs: number; readonly action: () => void }>();
  return {
    nowMs: () => nowMs,
    wallMs: () => nowMs,
    after: (delayMs, action) => {
      const timer = { dueMs: nowMs + delayMs, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      nowMs += ms;
      for (const timer of [...timers].filter(({ dueMs }) => dueMs <= nowMs)) {
        timers.delete(timer);
        timer.action();
      }
    },
  };
}
