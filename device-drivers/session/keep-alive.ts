import type { Clock } from '../../src/domain/clock.ts';

export interface KeepAlive {
  readonly everyMs: number;
  readonly bytes: Uint8Array;
}

/** Says the same word again and again; returns a function that stops. */
export function startKeepingAlive({ everyMs, bytes }: KeepAlive, clock: Clock, write: (bytes: Uint8Array) => void) {
  let cancel = (): void => undefined;
  const beat = (): void => {
    cancel = clock.after(everyMs, beat);
    write(bytes);
  };
  cancel = clock.after(everyMs, beat);
  return (): void => cancel();
}
