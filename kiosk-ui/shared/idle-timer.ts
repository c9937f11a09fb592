import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../src/domain/clock.ts';

export interface IdleTimer {
  /** Seconds left of the warning, or null while nobody needs to be warned. */
  readonly countdownS: ReadonlySignal<number | null>;
  /** Someone is there: start again from the beginning. */
  touch(): void;
  /** Starts counting, or changes how long; null stops (nobody is signed in, or the instrument measures). */
  run(idleMs: number | null): void;
}

/** WCAG 2.2, 2.2.1 asks for 20 s or more to react; the kiosk gives 30. */
const COUNTDOWN_S = 30;

/** Warns after `idleMs` without a touch, counts 30 s down, then calls `onExpired` once. */
export function createIdleTimer(clock: Clock, onExpired: () => void): IdleTimer {
  const countdownS = signal<number | null>(null);
  let idleMs: number | null = null;
  let cancel = () => {};

  const tick = () => {
    const left = (countdownS.value ?? COUNTDOWN_S + 1) - 1;
    countdownS.value = left;
    if (left > 0) {
      cancel = clock.after(1000, tick);
    } else {
      idleMs = null;
      countdownS.value = null;
      onExpired();
    }
  };
  const restart = () => {
    cancel();
    countdownS.value = null;
    if (idleMs !== null) cancel = clock.after(idleMs, tick);
  };
  return {
    countdownS,
    touch: restart,
    run: (nextMs) => {
      idleMs = nextMs;
      restart();
    },
  };
}
