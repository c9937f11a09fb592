/**
 * What a running task waits on. Whatever ends the task early (abort, fault, lost link) rejects every wait at once.
 */
import type { Clock } from '../../src/domain/clock.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { DriverErrorCode } from '../contract/driver-error-codes.ts';
import type { LineLink } from './line-link.ts';
import type { DeviceAnswer, DeviceMessage, HostCommand, StatusMessage } from './messages.ts';

export interface TaskScope {
  readonly sampleRateHz: number;
  /** A number this connection has not used yet for a step or a picture, so that old lines are never taken for new. */
  readonly nextNumber: () => number;
  readonly command: (command: HostCommand) => Promise<DeviceAnswer>;
  /** Resolves with the first defined value that `select` makes of a message; rejects with `code` after `timeoutMs`. */
  readonly until: <T>(
    timeoutMs: number,
    code: DriverErrorCode,
    select: (message: DeviceMessage) => T | undefined,
  ) => Promise<T>;
  /** Hears every message until the task ends. */
  readonly listen: (listener: (message: DeviceMessage) => void) => void;
  /** Becomes `quiet` when it was not extended for `quietMs` (at first `firstMs`), `ended` when told. */
  readonly untilQuiet: (firstMs: number, quietMs: number) => QuietWait;
  /** The last STATUS, null before the first. */
  readonly status: () => StatusMessage | null;
  /** Rejects when the task is ended from outside. */
  readonly ended: Promise<never>;
  readonly fail: (error: DriverError) => void;
}

export interface QuietWait {
  readonly done: Promise<'ended' | 'quiet'>;
  extend(): void;
  end(): void;
}

export interface TaskControl extends TaskScope {
  readonly receive: (message: DeviceMessage) => void;
}

export interface TaskScopeOptions {
  readonly link: LineLink;
  readonly clock: Clock;
  readonly sampleRateHz: number;
  readonly nextNumber: () => number;
  readonly status: () => StatusMessage | null;
}

export function createTaskScope({ link, clock, ...rest }: TaskScopeOptions): TaskControl {
  const listeners = new Set<(message: DeviceMessage) => void>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);

  return {
    ...rest,
    command: (command) => Promise.race([failure.promise, link.command(command)]),
    async until(timeoutMs, code, select) {
      const found = Promise.withResolvers<NonNullable<ReturnType<typeof select>>>();
      const listen = (message: DeviceMessage): void => {
        const value = select(message);
        if (value !== undefined) found.resolve(value as NonNullable<typeof value>);
      };
      listeners.add(listen);
      const cancel = clock.after(timeoutMs, () => found.reject(new DriverError(code)));
      try {
        return await Promise.race([failure.promise, found.promise]);
      } finally {
        cancel();
        listeners.delete(listen);
      }
    },
    listen: (listener) => listeners.add(listener),
    untilQuiet(firstMs, quietMs) {
      const over = Promise.withResolvers<'ended' | 'quiet'>();
      let cancel = clock.after(firstMs, () => over.resolve('quiet'));
      const done = Promise.race([failure.promise, over.promise]).finally(() => cancel());
      done.catch(() => undefined);
      return {
        done,
        extend() {
          cancel();
          cancel = clock.after(quietMs, () => over.resolve('quiet'));
        },
        end: () => over.resolve('ended'),
      };
    },
    ended: failure.promise,
    fail: failure.reject,
    receive(message) {
      if (message.kind === 'STATUS' && message.state === 'fault') {
        failure.reject(new DriverError('driver/instrument-fault', { fault: message.fault }));
      }
      for (const listener of listeners) listener(message);
    },
  };
}

/** Waits until the instrument stands idle, which it may do already. */
export async function untilIdle(scope: TaskScope, timeoutMs: number): Promise<void> {
  if (scope.status()?.state === 'idle') return;
  await scope.until(timeoutMs, 'driver/task-timed-out', (message) =>
    message.kind === 'STATUS' && message.state === 'idle' ? true : undefined,
  );
}
