/**
 * Everything that peripherals have in common: connection state, handshake, keep-alive, data silence, one activity at a
 * time, abort, and letting go at every end. A driver folder adds its parser, its greeting and its activity.
 */

import type { InstrumentIdentity } from '../../src/domain/provenance.ts';
import { DriverError } from '../contract/driver-error.ts';
import type {
  PeripheralDriver,
  PeripheralReading,
  PeripheralRole,
  PeripheralState,
} from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import { type Conversation, type ConversationControl, createConversation } from './conversation.ts';
import type { CreateParser } from './framed.ts';
import { createFramedLink, type FramedLink } from './framed-link.ts';
import { type LossReason, type PeripheralInput, stepPeripheral } from './peripheral-machine.ts';

/** What a device says of itself; empty text where it says nothing. */
export type DeviceGreeting = Omit<InstrumentIdentity, 'driverId' | 'nature'> & {
  /** The device itself says that what it sends is simulated. */
  readonly simulated?: boolean;
};

export interface PeripheralDefinition<M> {
  readonly id: string;
  readonly role: PeripheralRole;
  readonly createParser: CreateParser<M>;
  /** How long without a message a device is still thought alive, and from when on; null where it speaks only when asked. */
  readonly silence: { readonly limitMs: number; readonly from: 'connected' | 'running' } | null;
  /** Sent from the handshake on for as long as the link lives. */
  readonly keepAlive?: { readonly everyMs: number; readonly bytes: Uint8Array };
  /** The handshake. Rejecting gives the connection up. */
  greet(talk: Conversation<M>): Promise<DeviceGreeting>;
  /** The activity. Without an end of its own it returns `talk.ended`. */
  run(talk: Conversation<M>, onReading: (reading: PeripheralReading) => void): Promise<void>;
  /** Makes the device let go after every activity whose link lives: stop, release. At most `QUIETEN_LIMIT_MS`. */
  quieten?(talk: Conversation<M>): Promise<void>;
  /** Last words of a link that ends, however it ends. */
  readonly farewell?: () => Uint8Array | null;
}

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

  function startKeepingAlive(): void {
    if (keepAlive === undefined) return;
    const beat = (): void => {
      stopKeepingAlive = clock.after(keepAlive.everyMs, beat);
      link.write(keepAlive.bytes);
    };
    stopKeepingAlive = clock.after(keepAlive.everyMs, beat);
  }

  async function shakeHands(): Promise<InstrumentIdentity> {
    await link.open();
    if (leaving) throw new DriverError('driver/disconnected', { driver: id });
    const { simulated, ...greeting } = await converse((own) => Promise.race([own.ended, definition.greet(own)]));
    if (silence?.from === 'connected') link.expectMessages(silence.limitMs);
    startKeepingAlive();
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
    const reason = whyNot(error);
    if (!(reason instanceof DriverError)) return reason;
    if (link.alive) link.lose(lossOf(reason), reason);
    else feed({ kind: 'lost', reason: 'unplugged', code: reason.code });
    return reason;
  }

  /** An unanswered handshake: nothing heard at all, only noise, or a device that speaks but does not obey. */
  function whyNot(error: unknown): unknown {
    const unanswered =
      error instanceof DriverError && (error.code === 'driver/no-acknowledgement' || error.code === 'driver/silent');
    const { receivedBytes, acceptedLines } = link.statistics();
    if (!unanswered || acceptedLines > 0) return error;
    return new DriverError(receivedBytes > 0 ? 'driver/garbled' : 'driver/silent', { receivedBytes }, error);
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

function isAborted(error: unknown): boolean {
  return error instanceof DriverError && error.code === 'driver/aborted';
}

function lossOf({ code }: DriverError): LossReason {
  if (code === 'driver/silent') return 'silent';
  if (code === 'driver/instrument-fault') return 'fault';
  return code === 'driver/unplugged' ? 'unplugged' : 'protocol';
}
