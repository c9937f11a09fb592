import type { IdentityCard, PeripheralReading } from '../../device-drivers/contract/peripheral-driver.ts';
import type { InstrumentRegistration, PeripheralRegistration } from '../../device-drivers/contract/registration.ts';
import { createTransport } from '../../device-drivers/transport/create-transport.ts';
import type { InstrumentRack } from '../acquisition/instrument-rack.ts';
import { superviseInstrument } from '../acquisition/instrument-supervisor.ts';
import { supervisePeripheral } from '../acquisition/peripheral-supervisor.ts';
import type { Clock } from '../domain/clock.ts';
import type { CardReaderState, DeviceReading, DeviceState } from '../domain/device-api.ts';
import type { InstrumentIdentity } from '../domain/provenance.ts';
import type { InstrumentStatus, LiveMessage } from '../domain/station-api.ts';
import { createLiveWave } from './live-wave.ts';
import { readingView } from './reading-view.ts';
import type { FoundDevice } from './scan-devices.ts';
import { createTrialSampling } from './trial-sampling.ts';

/** A driver at work on one port. */
export interface DeviceSlot {
  readonly state: DeviceState;
  readonly identity: InstrumentIdentity | null;
  readonly reading: DeviceReading | null;
  /** The card that lies on a reader now; nobody but the identification may look at it. */
  readonly card: IdentityCard | null;
  readonly cardReader: CardReaderState;
  run(): boolean;
  cancel(): void;
  stop(): Promise<void>;
}

export interface SlotContext {
  readonly clock: Clock;
  readonly rack: InstrumentRack;
  readonly onChange: () => void;
  readonly sendWave: (message: Extract<LiveMessage, { type: 'device-wave' }>) => void;
}

/** A peripheral: supervised, its readings kept as the last one and its wave sent on. */
export function openPeripheralSlot(
  device: FoundDevice,
  registration: PeripheralRegistration,
  { clock, onChange, sendWave }: SlotContext,
): DeviceSlot {
  const wave = createLiveWave(device.id, clock, sendWave);
  let reading: DeviceReading | null = null;
  let card: IdentityCard | null = null;
  const hear = (heard: PeripheralReading): void => {
    if (heard.kind === 'wave') {
      wave.push(heard);
      return;
    }
    if (heard.kind === 'identity-card') card = heard.card;
    if (heard.kind === 'card-removed' || heard.kind === 'card-refused') card = null;
    reading = readingView(heard, new Date(clock.wallMs()).toISOString());
    onChange();
  };
  const transport = createTransport(device.port.address, registration.line, clock);
  const supervisor = supervisePeripheral({
    driver: registration.createDriver({ transport, clock }),
    clock,
    onReading: hear,
    onState() {
      // A card that was there when the reader was lost may be anybody's by now.
      if (supervisor.state.kind !== 'running') card = null;
      onChange();
    },
  });
  supervisor.start();
  return {
    get state() {
      return supervisor.state;
    },
    get identity() {
      return supervisor.identity;
    },
    get reading() {
      return reading;
    },
    get card() {
      return card;
    },
    get cardReader() {
      return registration.role === 'id-card' ? cardReaderState(supervisor.state, reading) : 'absent';
    },
    run: supervisor.run,
    cancel: supervisor.cancel,
    async stop() {
      wave.stop();
      card = null;
      await supervisor.stop();
    },
  };
}

function cardReaderState(state: DeviceState, reading: DeviceReading | null): CardReaderState {
  if (state.kind !== 'running') return 'lost';
  if (reading?.kind === 'card') return 'card-present';
  return reading?.kind === 'card-refused' ? 'card-refused' : 'waiting';
}

/** A further instrument: it joins the rack for the parts it offers. */
export function openInstrumentSlot(
  device: FoundDevice,
  registration: InstrumentRegistration,
  { clock, rack, onChange, sendWave }: SlotContext,
): DeviceSlot {
  const transport = createTransport(device.port.address, registration.line, clock);
  const supervisor = superviseInstrument({ driver: registration.createDriver({ transport, clock }), clock });
  const leave = rack.add(supervisor, device.reason.kind === 'assigned');
  const stopListening = supervisor.onStatus(onChange);
  const wave = createLiveWave(device.id, clock, sendWave);
  const trial = createTrialSampling(supervisor, wave, onChange);
  supervisor.start();
  return {
    get state(): DeviceState {
      const state = instrumentState(supervisor.status);
      return state.kind === 'ready' ? { kind: 'ready', lastCode: trial.lastCode } : state;
    },
    get identity() {
      return 'identity' in supervisor.status ? supervisor.status.identity : null;
    },
    reading: null,
    card: null,
    cardReader: 'absent',
    run: trial.run,
    cancel: trial.cancel,
    async stop() {
      trial.cancel();
      wave.stop();
      stopListening();
      leave();
      await supervisor.stop();
    },
  };
}

export function instrumentState(status: InstrumentStatus): DeviceState {
  switch (status.kind) {
    case 'searching':
      return status.lastError === null
        ? { kind: 'connecting' }
        : { kind: 'lost', code: status.lastError, retryInMs: 0 };
    case 'ready':
      return { kind: 'ready', lastCode: null };
    case 'busy':
      return { kind: 'running' };
    case 'lost':
      return { kind: 'lost', code: status.code, retryInMs: status.retryInMs };
  }
}
