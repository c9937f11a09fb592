import { describe, expect, it } from 'vitest';
import { createSilenceWatch } from '../../../device-drivers/session/silence-watch.ts';
import { createVirtualClock } from '../sizhen-line/support/virtual-clock.ts';

describe('the silence watch', () => {
  it('speaks up when no valid line came for 1.5 s, and tells noise from silence', async () => {
    for (const noisy of [true, false]) {
      const clock = createVirtualClock();
      const verdicts: boolean[] = [];
      const watch = createSilenceWatch(clock, 1500, (heardNoise) => verdicts.push(heardNoise));
      watch.start();
      await clock.advance(1000);
      watch.heard();
      await clock.advance(1000);
      if (noisy) watch.noise();
      expect(verdicts).toEqual([]);
      await clock.advance(600);
      expect(verdicts).toEqual([noisy]);
    }
  });

  it('first reads what waits when the host itself was held up', () => {
    let nowMs = 0;
    const timers: { dueAtMs: number; action: () => void }[] = [];
    const clock = {
      nowMs: () => nowMs,
      wallMs: () => nowMs,
      after: (delayMs: number, action: () => void) => {
        timers.push({ dueAtMs: nowMs + delayMs, action });
        return () => undefined;
      },
    };
    let silent = false;
    const watch = createSilenceWatch(clock, 1500, () => {
      silent = true;
    });
    watch.start();
    nowMs = 5000;
    timers.shift()?.action();
    expect(silent).toBe(false);
    watch.heard();
    nowMs = 5250;
    timers.shift()?.action();
    expect(silent).toBe(false);
    expect(timers).toHaveLength(1);
  });

  it('also when it was held up until just after the limit', () => {
    let nowMs = 0;
    let due: (() => void) | undefined;
    const clock = {
      nowMs: () => nowMs,
      wallMs: () => nowMs,
      after: (_delayMs: number, action: () => void) => {
        due = action;
        return () => undefined;
      },
    };
    let silent = false;
    createSilenceWatch(clock, 1500, () => {
      silent = true;
    }).start();
    // Work kept the process busy from the last line on; what arrived meanwhile is read after this timer.
    nowMs = 1600;
    due?.();
    expect(silent).toBe(false);
    nowMs = 1850;
    due?.();
    expect(silent).toBe(true);
  });
});
