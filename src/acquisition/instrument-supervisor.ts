import type { InstrumentDriver, InstrumentPart, LinkState } from '../../device-drivers/contract/instrument-driver.ts';
import type { Clock } from '../domain/clock.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { InstrumentLink, InstrumentStatus } from '../domain/station-api.ts';
import { AcquisitionError } from './acquisition-error.ts';
import { failureCode } from './failure-code.ts';

/** Kiosk design rule for an unplugged device: try again after 1, 2, 5 and then every 10 s. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000] as const;

/** The identity stays with what was captured, even when the instrument is lost before the capture is kept. */
export interface ReadyInstrument {
  readonly driver: InstrumentDriver;
  readonly identity: InstrumentIdentity;
}

export interface InstrumentSupervisor {
  /** What can be captured here. */
  readonly parts: readonly InstrumentPart[];
  readonly status: InstrumentStatus;
  readonly link: InstrumentLink;
  /** Keeps the instrument connected from now on. */
  start(): void;
  /** Tries a lost instrument again at once. */
  retry(): void;
  /**
   * The driver when it is ready; connects at once when it is not. Throws `acquisition/instrument-unavailable` or
   * `acquisition/instrument-busy`.
   */
  ready(part: InstrumentPart): Promise<ReadyInstrument>;
  onStatus(listener: (status: InstrumentStatus) => void): () => void;
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  readonly driver: InstrumentDriver;
  readonly clock: Clock;
}

function toStatus(state: LinkState, retryInMs: number, lastError: string | null): InstrumentStatus {
  switch (state.kind) {
    case 'ready':
      return { kind: 'ready', identity: state.identity };
    case 'busy':
      return { kind: 'busy', identity: state.identity };
    case 'lost':
      // The driver says that it could not open its link; why it could not is known once the attempt has ended.
      return {
        kind: 'lost',
        code: state.code === 'driver/cannot-open' ? (lastError ?? state.code) : state.code,
        retryInMs,
      };
    case 'connecting':
    case 'disconnected':
      return { kind: 'searching', lastError };
  }
}

/** Holds one instrument: connects, notices its loss, and brings it back without restarting anything. */
export function superviseInstrument({ driver, clock }: SupervisorOptions): InstrumentSupervisor {
  const listeners = new Set<(status: InstrumentStatus) => void>();
  let failures = 0;
  let lastError: string | null = null;
  let cancelRetry: (() => void) | null = null;
  let connecting: Promise<InstrumentIdentity> | null = null;
  let stopped = true;

  const retryDelayMs = (): number => RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 10_000;
  const status = (): InstrumentStatus => toStatus(driver.state, retryDelayMs(), lastError);
  const publish = (): void => {
    for (const listener of listeners) listener(status());
  };

  const connect = (): Promise<InstrumentIdentity> => {
    cancelRetry?.();
    cancelRetry = null;
    connecting ??= driver
      .connect()
      .then(
        (identity) => {
          failures = 0;
          lastError = null;
          return identity;
        },
        (error: unknown) => {
          failures += 1;
          lastError = failureCode(error);
          throw error;
        },
      )
      .finally(() => {
        connecting = null;
        publish();
      });
    return connecting;
  };

  const scheduleRetry = (): void => {
    if (stopped || cancelRetry !== null || connecting !== null) return;
    cancelRetry = clock.after(retryDelayMs(), () => {
      cancelRetry = null;
      connect().catch(scheduleRetry);
    });
  };

  const stopListening = driver.onState((state) => {
    publish();
    if (state.kind === 'lost') scheduleRetry();
  });

  return {
    parts: driver.parts,
    get status() {
      return status();
    },
    get link() {
      const { receivedBytes, discardedBytes, rejectedLines, retries } = driver.statistics();
      return { receivedBytes, discardedBytes, rejectedLines, retries };
    },
    start() {
      stopped = false;
      connect().catch(scheduleRetry);
    },
    retry() {
      if (!stopped && driver.state.kind === 'lost') connect().catch(scheduleRetry);
    },
    async ready() {
      const { state } = driver;
      if (state.kind === 'busy')
        throw new AcquisitionError('acquisition/instrument-busy', 'another capture is running');
      if (state.kind === 'ready') return { driver, identity: state.identity };
      const identity = await connect().catch((cause: unknown) => {
        scheduleRetry();
        throw new AcquisitionError('acquisition/instrument-unavailable', 'no instrument answers', { lastError }, cause);
      });
      return { driver, identity };
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopped = true;
      cancelRetry?.();
      stopListening();
      await driver.disconnect();
    },
  };
}
