import type { IdentityCard, PeripheralReading } from '../../device-drivers/contract/peripheral-driver.ts';
import type { PeripheralRegistration } from '../../device-drivers/contract/registration.ts';
import { createTransport } from '../../device-drivers/transport/create-transport.ts';
import { supervisePeripheral } from '../acquisition/peripheral-supervisor.ts';
import type { CardReaderState, DeviceReading, DeviceState } from '../domain/device-api.ts';
import type { DeviceSlot, SlotContext } from './device-slot.ts';
import { createFingerWatch } from './finger-watch.ts';
import { createLiveWave } from './live-wave.ts';
import { readingView } from './reading-view.ts';
import type { FoundDevice } from './scan-devices.ts';

/** A peripheral: supervised, its readings kept as the last one and its wave sent on. */
export function openPeripheralSlot(
  device: FoundDevice,
  registration: PeripheralRegistration,
  { clock, onChange, toStaff }: SlotContext,
): DeviceSlot {
  const wave = createLiveWave(device.id, clock, toStaff);
  const fingerSince = createFingerWatch();
  let reading: DeviceReading | null = null;
  let card: IdentityCard | null = null;
  const hear = (heard: PeripheralReading): void => {
    if (heard.kind === 'wave') {
      wave.push(heard);
      return;
    }
    // An oximeter that also tells every beat keeps its numbers in sight.
    if (heard.kind === 'beat' && registration.role === 'oximeter') return;
    if (heard.kind === 'identity-card') card = heard.card;
    if (heard.kind === 'card-removed' || heard.kind === 'card-refused') card = null;
    const at = new Date(clock.wallMs()).toISOString();
    reading = readingView(heard, at, fingerSince(heard, at));
    onChange();
  };
  /** A card that was there when the reader was lost may be anybody's by now. */
  const forgetCard = (): void => {
    card = null;
    if (registration.role === 'id-card') reading = null;
  };
  const transport = createTransport(device.port.address, registration.line, clock);
  const supervisor = supervisePeripheral({
    driver: registration.createDriver({ transport, clock }),
    clock,
    onReading: hear,
    onState() {
      if (supervisor.state.kind !== 'running') forgetCard();
      onChange();
    },
  });
  supervisor.start();
  return {
    trials: [],
    trying: null,
    cameraNotes: [],
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
    tryOut: () => false,
    cancel: async () => supervisor.cancel(),
    retry: supervisor.retry,
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
