import { describe, expect, it } from 'vitest';
import { createIdleTimer } from '../../../kiosk-ui/shared/idle-timer.ts';
import { createManualClock } from './manual-clock.ts';

function setUp() {
  const clock = createManualClock();
  let expired = 0;
  const timer = createIdleTimer(clock, () => {
    expired += 1;
  });
  return { clock, timer, expired: () => expired };
}

describe('the idle timer', () => {
  it('warns after the limit, counts 30 s down, then expires once', () => {
    const { clock, timer, expired } = setUp();
    timer.run(90_000);
    clock.pass(89_999);
    expect(timer.countdownS.value).toBeNull();
    clock.pass(1);
    expect(timer.countdownS.value).toBe(30);
    clock.pass(29_999);
    expect(expired()).toBe(0);
    clock.pass(200_000);
    expect(expired()).toBe(1);
  });

  it('starts over when somebody touches the screen during the warning', () => {
    const { clock, timer, expired } = setUp();
    timer.run(90_000);
    clock.pass(100_000);
    timer.touch();
    expect(timer.countdownS.value).toBeNull();
    clock.pass(100_000);
    expect(expired()).toBe(0);
  });

  it('never warns while it is stopped', () => {
    const { clock, timer } = setUp();
    timer.run(90_000);
    timer.run(null);
    timer.touch();
    clock.pass(1_000_000);
    expect(timer.countdownS.value).toBeNull();
  });
});
