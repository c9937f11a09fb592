import type { InstrumentRegistration } from '../../device-drivers/contract/registration.ts';
import { createTransport } from '../../device-drivers/transport/create-transport.ts';
import { type InstrumentSupervisor, superviseInstrument } from '../acquisition/instrument-supervisor.ts';
import type { CameraNote } from '../domain/camera-note.ts';
import type { DeviceState } from '../domain/device-api.ts';
import type { InstrumentStatus } from '../domain/station-api.ts';
import type { DeviceSlot, SlotContext } from './device-slot.ts';
import { createDeviceTrial } from './device-trial.ts';
import { createLivePicture } from './live-picture.ts';
import { createLiveWave } from './live-wave.ts';
import type { FoundDevice } from './scan-devices.ts';

/** The station's main instrument, which lives as long as the station and not as long as its card. */
export function openMainSlot(device: FoundDevice, supervisor: InstrumentSupervisor, context: SlotContext): DeviceSlot {
  return slotOf(device, supervisor, context, { cameraNotes: () => [], release: async () => undefined });
}

/** A further instrument: it joins the rack for the parts it offers. */
export function openInstrumentSlot(
  device: FoundDevice,
  registration: InstrumentRegistration,
  context: SlotContext,
): DeviceSlot {
  const { clock, rack, onChange } = context;
  let cameraNotes: readonly CameraNote[] = [];
  const transport = createTransport(device.port.address, registration.line, clock, (notes) => {
    cameraNotes = notes;
    onChange();
  });
  const supervisor = superviseInstrument({ driver: registration.createDriver({ transport, clock }), clock });
  const leave = rack.add(supervisor, device.reason.kind === 'assigned');
  supervisor.start();
  return slotOf(device, supervisor, context, {
    cameraNotes: () => cameraNotes,
    async release() {
      leave();
      await supervisor.stop();
    },
  });
}

interface Hold {
  cameraNotes(): readonly CameraNote[];
  release(): Promise<void>;
}

function slotOf(
  device: FoundDevice,
  supervisor: InstrumentSupervisor,
  { clock, onChange, toStaff }: SlotContext,
  hold: Hold,
): DeviceSlot {
  const stopListening = supervisor.onStatus(onChange);
  const wave = createLiveWave(device.id, clock, toStaff);
  const onFrame = createLivePicture(device.id, clock, toStaff);
  const trial = createDeviceTrial({ clock, supervisor, wave, onFrame, onChange });
  return {
    reading: null,
    card: null,
    cardReader: 'absent',
    trials: trial.kinds,
    get state(): DeviceState {
      const state = instrumentState(supervisor.status);
      return state.kind === 'ready' ? { kind: 'ready', lastCode: trial.lastCode } : state;
    },
    get identity() {
      return 'identity' in supervisor.status ? supervisor.status.identity : null;
    },
    get trying() {
      return trial.running;
    },
    get cameraNotes() {
      return hold.cameraNotes();
    },
    run: () => false,
    tryOut: trial.run,
    cancel: trial.cancel,
    retry: supervisor.retry,
    async stop() {
      await trial.cancel();
      wave.stop();
      stopListening();
      await hold.release();
    },
  };
}

function instrumentState(status: InstrumentStatus): DeviceState {
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
