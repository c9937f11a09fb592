import type { Clock } from '../../src/domain/clock.ts';

export interface Pacer {
  readonly running: boolean;
  start(): void;
  stop(): void;
}

export interface PacerOptions {
  readonly clock: Clock;
  readonly rateHz: number;
  /** Called once for each tick, in order; the index counts on over a stop. */
  readonly onTick: (index: number) => void;
}

/** Ticks at a mean rate that does not drift. A simulator held up for long goes on from now; it does not catch up hours. */
export function createPacer({ clock, rateHz, onTick }: PacerOptions): Pacer {
  let cancel: (() => void) | null = null;
  let originMs = 0;
  let done = 0;
  let index = 0;

  const run = (): void => {
    plan();
    const due = Math.floor(((clock.nowMs() - originMs) * rateHz) / 1000);
    done = Math.max(done, due - Math.ceil(rateHz));
    while (done < due && cancel !== null) {
      done += 1;
      onTick(index);
      index += 1;
    }
  };
  const plan = (): void => {
    cancel = clock.after(1000 / rateHz, run);
  };
  return {
    get running() {
      return cancel !== null;
    },
    start() {
      if (cancel !== null) return;
      originMs = clock.nowMs();
      done = 0;
      plan();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
