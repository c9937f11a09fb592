import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../device-drivers/simulation/virtual-clock.ts';

describe('virtual clock', () => {
  it('lets an hour pass in the order of the timers, without waiting', async () => {
    const clock = createVirtualClock(1000);
    const fired: string[] = [];
    const done = new Promise<void>((resolve) => {
      clock.after(3_600_000, () => {
        fired.push('hour');
        resolve();
      });
    });
    clock.after(20, () => fired.push('second'));
    clock.after(10, () => fired.push('first'));
    clock.after(20, () => fired.push('third'));
    clock.after(15, () => fired.push('cancelled'))();
    await clock.runUntilSettled(done);
    expect(fired).toEqual(['first', 'second', 'third', 'hour']);
    expect(clock.nowMs()).toBe(3_600_000);
    expect(clock.wallMs()).toBe(3_601_000);
  });

  it('hands on the rejection of the work', async () => {
    const clock = createVirtualClock(0);
    const failing = new Promise<void>((_, reject) => clock.after(5, () => reject(new Error('as expected'))));
    await expect(clock.runUntilSettled(failing)).rejects.toThrow('as expected');
  });
});
