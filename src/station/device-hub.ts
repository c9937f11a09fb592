import type { IdentityCard } from '../../device-drivers/contract/peripheral-driver.ts';
import type { RegisteredDriver } from '../../device-drivers/contract/registration.ts';
import { findDriver, REGISTERED_DRIVERS } from '../../device-drivers/registry.ts';
import { SIZHEN_LINE_DRIVER_ID } from '../../device-drivers/sizhen-line/index.ts';
import type { InstrumentRack } from '../acquisition/instrument-rack.ts';
import type { InstrumentSupervisor } from '../acquisition/instrument-supervisor.ts';
import type { Clock } from '../domain/clock.ts';
import type { CardReaderState, DeviceCard, DevicesView, TrialKind } from '../domain/device-api.ts';
import type { CaptureNature } from '../domain/provenance.ts';
import type { DeviceSlot, SlotContext } from './device-slot.ts';
import { openInstrumentSlot, openMainSlot } from './instrument-slot.ts';
import type { LiveHub } from './live-hub.ts';
import { withMainDevice } from './main-device.ts';
import { openPeripheralSlot } from './peripheral-slot.ts';
import { AUTOMATIC, NO_DRIVER, type PortAssignments } from './port-assignments.ts';
import type { DeviceScan, FoundDevice } from './scan-devices.ts';
import { StationError } from './station-error.ts';

/** Something new is noticed within this time; a scan reads a few small files. */
const SCAN_EVERY_MS = 4_000;

/** A page is told of changing numbers this often; changes of state at once come with it. */
const TELL_EVERY_MS = 200;

/** Below this a match is no more than a converter chip: never started on its own, it may be anything. */
const CERTAIN_SCORE = 50;

export interface PresentCard {
  readonly card: IdentityCard;
  readonly nature: CaptureNature;
}

/** All devices of the station at once. */
export interface DeviceHub {
  view(): DevicesView;
  readonly cardReader: CardReaderState;
  /** The card that lies on a reader at this moment. */
  presentCard(): PresentCard | null;
  start(): Promise<void>;
  /** Looks again; with `forget`, devices that are gone lose their card and lost ones are tried again at once. */
  rescan(forget?: boolean): Promise<void>;
  /** Throws `station/no-device`, `station/no-driver`. */
  assign(deviceId: string, driver: string): Promise<void>;
  /** Begins or ends one measurement. Throws `station/no-device`, `station/device-not-ready`. */
  run(deviceId: string): void;
  /** Shows an instrument's wave or picture for a moment, outside any visit. Throws likewise. */
  tryOut(deviceId: string, kind: TrialKind): void;
  /** Ends a measurement or a trial. */
  cancel(deviceId: string): Promise<void>;
  /** A resident comes first: resolves when no trial holds an instrument. */
  endTrials(): Promise<void>;
  stop(): Promise<void>;
}

export interface DeviceHubOptions {
  readonly clock: Clock;
  readonly live: LiveHub;
  readonly rack: InstrumentRack;
  /** The station's main instrument; `device` is null where it is searched for on the ports. */
  readonly main: { readonly supervisor: InstrumentSupervisor; readonly device: FoundDevice | null };
  readonly assignments: PortAssignments;
  readonly scan: () => Promise<DeviceScan>;
}

interface Held {
  device: FoundDevice;
  slot: DeviceSlot | null;
  readonly isMain: boolean;
}

export function createDeviceHub(options: DeviceHubOptions): DeviceHub {
  const { clock, live, rack, main, assignments } = options;
  const held = new Map<string, Held>();
  let notes: DeviceScan['notes'] = [];
  let told = '';
  let toldReader: CardReaderState = 'absent';
  let cancelTelling: (() => void) | null = null;
  let cancelScan = (): void => undefined;
  let scanning: Promise<void> = Promise.resolve();
  let stopped = false;

  const cards = (): readonly DeviceCard[] => [...held.values()].map((one) => cardOf(one));
  const readerState = (): CardReaderState => {
    const states = [...held.values()].map(({ slot }) => slot?.cardReader ?? 'absent');
    const order: readonly CardReaderState[] = ['card-present', 'card-refused', 'waiting', 'lost'];
    return order.find((state) => states.includes(state)) ?? 'absent';
  };
  const tell = (): void => {
    cancelTelling = null;
    const devices = cards();
    const text = JSON.stringify(devices);
    if (text !== told) live.toStaff({ type: 'devices', devices });
    told = text;
    const reader = readerState();
    if (reader !== toldReader) live.toEveryone({ type: 'card-reader', state: reader });
    toldReader = reader;
  };
  const onChange = (): void => {
    if (!stopped) cancelTelling ??= clock.after(TELL_EVERY_MS, tell);
  };
  const context: SlotContext = { clock, rack, onChange, toStaff: live.toStaff };

  const take = async (found: DeviceScan, forget: boolean): Promise<void> => {
    notes = found.notes;
    const { devices, mainId } = withMainDevice(found.devices, main.device);
    for (const [id, one] of held) {
      if (stays(one, devices, mainId, forget)) continue;
      held.delete(id);
      await one.slot?.stop();
    }
    for (const device of devices) {
      const known = held.get(device.id);
      const isMain = device.id === mainId;
      if (known !== undefined) known.device = device;
      else
        held.set(device.id, {
          device,
          slot: isMain ? openMainSlot(device, main.supervisor, context) : open(device, context),
          isMain,
        });
    }
    if (forget) for (const { slot } of held.values()) slot?.retry();
    onChange();
  };
  const rescan = (forget = false): Promise<void> => {
    scanning = scanning.then(async () => {
      if (!stopped) await take(await options.scan(), forget);
    });
    return scanning;
  };
  const keepScanning = (): void => {
    cancelScan = clock.after(SCAN_EVERY_MS, () => {
      rescan()
        .catch(() => undefined)
        .finally(() => {
          if (!stopped) keepScanning();
        });
    });
  };
  const heldDevice = (deviceId: string): Held => {
    const one = held.get(deviceId);
    if (one === undefined) throw new StationError('station/no-device', 'no such device');
    return one;
  };

  return {
    view: () => ({ devices: cards(), drivers: REGISTERED_DRIVERS.map(choiceOf), notes }),
    get cardReader() {
      return readerState();
    },
    presentCard() {
      const one = [...held.values()].find(({ slot }) => slot?.card);
      const card = one?.slot?.card;
      return card === undefined || card === null ? null : { card, nature: one?.slot?.identity?.nature ?? 'live' };
    },
    async start() {
      await rescan();
      keepScanning();
    },
    rescan,
    async assign(deviceId, driver) {
      const { device } = heldDevice(deviceId);
      const isKnown = driver === AUTOMATIC || driver === NO_DRIVER || findDriver(driver) !== undefined;
      if (!isKnown) throw new StationError('station/no-driver', 'no such driver for this port');
      await assignments.set(device.port, driver);
      await rescan();
    },
    run(deviceId) {
      if (heldDevice(deviceId).slot?.run() !== true) {
        throw new StationError('station/device-not-ready', 'the device cannot measure now');
      }
    },
    tryOut(deviceId, kind) {
      if (heldDevice(deviceId).slot?.tryOut(kind) !== true) {
        throw new StationError('station/device-not-ready', 'the device cannot show anything now');
      }
    },
    async cancel(deviceId) {
      await heldDevice(deviceId).slot?.cancel();
    },
    async endTrials() {
      await Promise.all([...held.values()].map(({ slot }) => (slot?.trying ? slot.cancel() : undefined)));
    },
    async stop() {
      stopped = true;
      cancelScan();
      cancelTelling?.();
      await scanning.catch(() => undefined);
      await Promise.all([...held.values()].map(({ slot }) => slot?.stop()));
      held.clear();
    },
  };
}

/** A port that vanished keeps its card, so that the page can say what is missing and takes it back. */
function stays({ device, slot, isMain }: Held, found: readonly FoundDevice[], mainId: string | null, forget: boolean) {
  const same = found.find(({ id }) => id === device.id);
  if (same !== undefined) return sameMatch(device, same) && isMain === (same.id === mainId);
  const renamed = found.some(({ port }) => port.placePath === device.path || port.sharedPath === device.path);
  return slot !== null && !forget && !renamed && !(isMain && mainId !== null);
}

/** The same driver, as certain as before: one given by hand starts where the same one, guessed, was not started. */
function sameMatch(before: FoundDevice, now: FoundDevice): boolean {
  return before.driverId === now.driverId && before.score === now.score;
}

/** The driver is started only where it is certain enough; there is one main instrument, which has its own supervisor. */
function open(device: FoundDevice, context: SlotContext): DeviceSlot | null {
  const { driverId, score } = device;
  if (driverId === null || score < CERTAIN_SCORE || driverId === SIZHEN_LINE_DRIVER_ID) return null;
  const registration = findDriver(driverId);
  if (registration === undefined) return null;
  return registration.role === 'instrument'
    ? openInstrumentSlot(device, registration, context)
    : openPeripheralSlot(device, registration, context);
}

const choiceOf = ({ id, title, role }: RegisteredDriver) => ({ id, title, role });

function cardOf({ device, slot }: Held): DeviceCard {
  const { id, path, description, driverId, score, reason } = device;
  const registration = driverId === null ? undefined : findDriver(driverId);
  const identity = slot?.identity ?? null;
  return {
    id,
    path,
    description,
    driver: registration === undefined ? null : choiceOf(registration),
    score,
    reason,
    nature: identity?.nature ?? (device.port.simulates === undefined ? 'live' : 'simulated'),
    identity,
    trials: slot?.trials ?? [],
    trying: slot?.trying ?? null,
    cameraNotes: slot?.cameraNotes ?? [],
    state: slot?.state ?? { kind: 'idle' },
    reading: slot?.reading ?? null,
  };
}
