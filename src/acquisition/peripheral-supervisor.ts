import type { PeripheralDriver, PeripheralReading } from '../../device-drivers/contract/peripheral-driver.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeviceState } from '../domain/device-api.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import { failureCode } from './failure-code.ts';
import {
  advancePeripheral,
  newPeripheral,
  type PeripheralEffect,
  type PeripheralInput,
  type PeripheralState,
  retryDelayMs,
} from './peripheral-machine.ts';

export interface PeripheralSupervisor {
  readonly state: DeviceState;
  /** Of the last connection; kept while the device is lost. */
  readonly identity: InstrumentIdentity | null;
  start(): void;
  /** Begins one measurement of a device that measures on demand; false when it cannot now. */
  run(): boolean;
  /** Ends the measurement; the device is told to let go. */
  cancel(): void;
  /** Tries a lost device again at once. */
  retry(): void;
  /** Resolves when the device has let go and the port is free. */
  stop(): Promise<void>;
}

export interface PeripheralOptions {
  readonly driver: PeripheralDriver;
  readonly clock: Clock;
  readonly onReading: (reading: PeripheralReading) => void;
  readonly onState: () => void;
}

/** The effects of the peripheral machine: everything that touches the driver and the clock. */
export function supervisePeripheral({ driver, clock, onReading, onState }: PeripheralOptions): PeripheralSupervisor {
  let state = newPeripheral(driver.role !== 'blood-pressure');
  let identity: InstrumentIdentity | null = null;
  let cancelRetry = (): void => undefined;
  let abort = new AbortController();
  let leaving: Promise<void> = Promise.resolve();

  const effects: Readonly<Record<PeripheralEffect, () => void>> = {
    connect() {
      leaving
        .then(() => driver.connect())
        .then((greeted) => {
          identity = greeted;
          send({ type: 'connected' });
        })
        .catch((error: unknown) => send({ type: 'connect-failed', code: failureCode(error) }));
    },
    run() {
      abort = new AbortController();
      driver
        .run((reading) => {
          send({ type: 'reading' });
          onReading(reading);
        }, abort.signal)
        .then(() => send({ type: 'ended', code: null }))
        .catch((error: unknown) => send({ type: 'ended', code: failureCode(error) }));
    },
    abort: () => abort.abort(),
    'plan-retry'() {
      // A device that talks but gives no usable run is let go, so that the next try is a new handshake.
      if (driver.state.kind !== 'lost') leaving = driver.disconnect().catch(() => undefined);
      cancelRetry = clock.after(retryDelayMs(state), () => send({ type: 'retry-due' }));
    },
    'cancel-retry': () => cancelRetry(),
    disconnect() {
      leaving = driver.disconnect().catch(() => undefined);
    },
  };

  const send = (input: PeripheralInput): void => {
    const before = state;
    const next = advancePeripheral(state, input);
    state = next.state;
    for (const effect of next.effects) effects[effect]();
    if (state.phase !== before.phase || state.code !== before.code) onState();
  };

  const stopListening = driver.onState((driverState) => {
    if (driverState.kind === 'lost') send({ type: 'lost', code: driverState.code });
  });

  return {
    get state() {
      return toDeviceState(state);
    },
    get identity() {
      return identity;
    },
    start: () => send({ type: 'start' }),
    run() {
      send({ type: 'run' });
      return state.phase === 'running';
    },
    cancel: () => send({ type: 'cancel' }),
    retry: () => send({ type: 'retry-now' }),
    async stop() {
      send({ type: 'stop' });
      await leaving;
      stopListening();
    },
  };
}

function toDeviceState(state: PeripheralState): DeviceState {
  switch (state.phase) {
    case 'stopped':
      return { kind: 'idle' };
    case 'connecting':
      return state.code === null ? { kind: 'connecting' } : { kind: 'lost', code: state.code, retryInMs: 0 };
    case 'idle':
      return { kind: 'ready', lastCode: state.code };
    case 'running':
      return { kind: 'running' };
    case 'waiting':
      return { kind: 'lost', code: state.code ?? 'acquisition/unexpected', retryInMs: retryDelayMs(state) };
  }
}
