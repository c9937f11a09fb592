/**
 * Everything that peripherals have in common: connection state, handshake, keep-alive, data silence, one activity at a
 * time, abort, and letting go at every end. A driver folder adds its parser, its greeting and its activity.
 */

import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import { DriverError } from '../contract/driver-error.ts';
import type { PeripheralDriver, PeripheralState } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import { type Conversation, type ConversationControl, createConversation } from './conversation.ts';
import { handshakeFailure, isAborted, lossOf } from './failed-conversation.ts';
import { createFramedLink, type FramedLink } from './framed-link.ts';
import { startKeepingAlive } from './keep-alive.ts';
import type { PeripheralDefinition } from './peripheral-definition.ts';
import { type PeripheralInput, stepPeripheral } from './peripheral-machine.ts';

/** An abort must end an activity within a second. */
const QUIETEN_LIMIT_MS = 900;

export interface PeripheralSession<M> {
  readonly driver: PeripheralDriver;
  /** Another activity than the driver's usual one, under the same rules; an abort rejects with `driver/aborted`. */
  perform<T>(activity: (talk: Conversation<M>) => Promise<T>, signal: AbortSignal): Promise<T>;
}

export function createPeripheral<M>(definition: PeripheralDefinition<M>, link: DriverLink): PeripheralDriver {
  return createPeripheralSession(definition, link).driver;
}

export function createPeripheralSession<M>(
  definition: PeripheralDefinition<M>,
  { transport, clock }: DriverLink,
): PeripheralSession<M> {
  const { id, role, silence, keepAlive } = definition;
  const listeners = new Set<(state: PeripheralState) => void>();
  let state: PeripheralState = { kind: 'disconnected' };
  let talk: ConversationControl<M> | null = null;
  let activity: Promise<void> = Promise.resolve();
  let stopKeepingAlive = (): void => undefined;
  let leaving = false;
  let link = newLink();

  function feed(input: PeripheralInput): void {
    const next = stepPeripheral(state, input);
    if (typeof next === 'string') throw new DriverError(next, { driver: id });
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  }

  function newLink(): FramedLink {
    return createFramedLink<M>({
      transport,
      clock,
      createParser: definition.createParser,
      onMessage: (message) => talk?.receive(message),
      onLost: (reason, error) => {
        stopKeepingAlive();
        talk?.fail(error);
        feed({ kind: 'lost', reason, code: error.code });
      },
      farewell: definition.farewell,
    });
  }

  /** Runs `body` in a conversation of its own, which is over when it ends. */
  async function converse<T>(body: (own: ConversationControl<M>) => Promise<T>): Promise<T> {
    const own = createConversation<M>(link, clock);
    talk = own;
    try {
      return await body(own);
    } finally {
      own.over();
      if (talk === own) talk = null;
    }
  }

  async function shakeHands(): Promise<InstrumentIdentity> {
    await link.open();
    if (leaving) throw new DriverError('driver/disconnected', { driver: id });
    const { simulated, ...greeting } = await converse((own) => Promise.race([own.ended, definition.greet(own)]));
    if (silence?.from === 'connected') link.expectMessages(silence.limitMs);
    if (keepAlive !== undefined) stopKeepingAlive = startKeepingAlive(keepAlive, clock, link.write);
    const nature = simulated === true && transport.nature === 'live' ? 'simulated' : transport.nature;
    return { driverId: id, ...greeting, nature };
  }

  async function connect(): Promise<InstrumentIdentity> {
    await link.released();
    link = newLink();
    try {
      const identity = await shakeHands();
      feed({ kind: 'greeted', identity });
      return identity;
    } catch (error) {
      throw giveUpConnecting(error);
    }
  }

  /** What a disconnect waits for. */
  function asActivity<T>(work: Promise<T>): Promise<T> {
    activity = work.then(
      () => undefined,
      () => undefined,
    );
    return work;
  }

  function giveUpConnecting(error: unknown): unknown {
    const reason = handshakeFailure(error, link.statistics());
    if (!(reason instanceof DriverError)) return reason;
    if (link.alive) link.lose(lossOf(reason), reason);
    else feed({ kind: 'lost', reason: 'unplugged', code: reason.code });
    return reason;
  }

  async function quieten(): Promise<void> {
    const { quieten: letGo } = definition;
    if (letGo === undefined || !link.alive) return;
    try {
      await converse(async (own) => {
        const cancel = clock.after(QUIETEN_LIMIT_MS, () => own.fail(new DriverError('driver/no-acknowledgement')));
        await Promise.race([own.ended, letGo(own)]).finally(cancel);
      });
    } catch (error) {
      if (error instanceof DriverError && link.alive) link.lose(lossOf(error), error);
      throw error;
    }
  }

  async function act<T>(body: (talk: Conversation<M>) => Promise<T>, signal: AbortSignal): Promise<T> {
    const onAbort = (): void => talk?.fail(new DriverError('driver/aborted', { driver: id }));
    signal.addEventListener('abort', onAbort, { once: true });
    if (silence?.from === 'running') link.expectMessages(silence.limitMs);
    let result: T;
    try {
      result = await converse((own) => Promise.race([own.ended, body(own)]));
    } catch (error) {
      const quiet = quieten();
      // After an abort it matters most whether the device let go; otherwise what went wrong first.
      await (isAborted(error) ? quiet : quiet.catch(() => undefined));
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      if (silence?.from === 'running') link.expectMessages(null);
    }
    await quieten();
    return result;
  }

  function perform<T>(body: (talk: Conversation<M>) => Promise<T>, signal: AbortSignal): Promise<T> {
    feed({ kind: 'run' });
    return asActivity(act(body, signal).finally(() => feed({ kind: 'ended' })));
  }

  const driver: PeripheralDriver = {
    id,
    role,
    get state() {
      return state;
    },
    async connect() {
      if (state.kind === 'ready') return state.identity;
      feed({ kind: 'connect' });
      return asActivity(connect());
    },
    async run(onReading, signal) {
      if (signal.aborted) return;
      await perform((own) => definition.run(own, onReading), signal).catch((error: unknown) => {
        if (!isAborted(error)) throw error;
      });
    },
    statistics: () => link.statistics(),
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async disconnect() {
      leaving = true;
      talk?.fail(new DriverError('driver/disconnected', { driver: id }));
      await activity;
      stopKeepingAlive();
      await link.close();
      await link.released();
      leaving = false;
      feed({ kind: 'disconnected' });
    },
  };
  return {
    driver,
    async perform(activity, signal) {
      if (signal.aborted) throw new DriverError('driver/aborted', { driver: id });
      return perform(activity, signal);
    },
  };
}
