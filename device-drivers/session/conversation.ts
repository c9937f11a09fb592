/** What a handshake or an activity talks through. Whatever ends it early rejects every wait at once. */
import type { Clock } from '../../src/domain/clock.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { DriverErrorCode } from '../contract/driver-error-codes.ts';
import type { FramedLink } from './framed-link.ts';

export interface Ask<M, T> {
  readonly bytes: Uint8Array;
  /** How long one try waits for its answer. */
  readonly timeoutMs: number;
  readonly tries: number;
  /** The answer out of a message, or undefined when it is none. Throwing a `DriverError` ends the wait with it. */
  readonly answer: (message: M) => T | undefined;
  /** For the context of `driver/no-acknowledgement`. */
  readonly name: string;
}

export interface Conversation<M> {
  readonly clock: Clock;
  send(bytes: Uint8Array): void;
  /** Sends and waits, again and again up to `tries`; then rejects with `driver/no-acknowledgement`. */
  ask<T>(ask: Ask<M, T>): Promise<T>;
  /** Resolves with the first defined value that `select` makes of a message; rejects with `code` after `timeoutMs`. */
  until<T>(timeoutMs: number, code: DriverErrorCode, select: (message: M) => T | undefined): Promise<T>;
  /** Hears every message until the conversation ends. */
  listen(listener: (message: M) => void): void;
  /** Runs `action` every `everyMs` until the conversation ends. */
  every(everyMs: number, action: () => void): void;
  pause(ms: number): Promise<void>;
  /** Rejects when the conversation is ended from outside; an activity without an end of its own waits on it. */
  readonly ended: Promise<never>;
  /** Gives the activity up: the device reported a fault, or said what it must not. */
  fail(error: DriverError): void;
}

export interface ConversationControl<M> extends Conversation<M> {
  receive(message: M): void;
  /** Stops repeating actions and listeners. */
  over(): void;
}

export function createConversation<M>(link: FramedLink, clock: Clock): ConversationControl<M> {
  const listeners = new Set<(message: M) => void>();
  const repeating = new Set<() => void>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);

  async function until<T>(
    timeoutMs: number,
    code: DriverErrorCode,
    select: (message: M) => T | undefined,
    context: Readonly<Record<string, unknown>> = {},
  ): Promise<T> {
    const found = Promise.withResolvers<T>();
    const listener = (message: M): void => {
      try {
        const value = select(message);
        if (value !== undefined) found.resolve(value);
      } catch (error) {
        found.reject(error);
      }
    };
    listeners.add(listener);
    const cancel = clock.after(timeoutMs, () => found.reject(new DriverError(code, context)));
    try {
      return await Promise.race([failure.promise, found.promise]);
    } finally {
      cancel();
      listeners.delete(listener);
    }
  }

  async function ask<T>({ bytes, timeoutMs, tries, answer, name }: Ask<M, T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      if (attempt > 1) link.countRetry();
      link.write(bytes);
      try {
        return await until(timeoutMs, 'driver/no-acknowledgement', answer, { command: name });
      } catch (error) {
        const unanswered = error instanceof DriverError && error.code === 'driver/no-acknowledgement';
        if (!unanswered || attempt >= tries) throw error;
      }
    }
  }

  function every(everyMs: number, action: () => void): void {
    let cancel = (): void => undefined;
    const plan = (): void => {
      cancel = clock.after(everyMs, () => {
        plan();
        action();
      });
    };
    plan();
    repeating.add(() => cancel());
  }

  return {
    clock,
    send: link.write,
    ask,
    until: (timeoutMs, code, select) => until(timeoutMs, code, select),
    listen: (listener) => listeners.add(listener),
    every,
    async pause(ms) {
      const passed = Promise.withResolvers<void>();
      const cancel = clock.after(ms, passed.resolve);
      await Promise.race([failure.promise, passed.promise]).finally(cancel);
    },
    ended: failure.promise,
    fail: failure.reject,
    receive(message) {
      for (const listener of listeners) listener(message);
    },
    over() {
      for (const cancel of repeating) cancel();
      repeating.clear();
      listeners.clear();
      failure.reject(new DriverError('driver/disconnected'));
    },
  };
}
