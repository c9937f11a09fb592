import type { IdentityCard } from '../../device-drivers/contract/peripheral-driver.ts';
import type { RegisteredDriver } from '../../device-drivers/contract/registration.ts';
import { findDriver, REGISTERED_DRIVERS } from '../../device-drivers/registry.ts';
import { SIZHEN_LINE_DRIVER_ID } from '../../device-drivers/sizhen-line/index.ts';
import type { InstrumentRack } from '../acquisition/instrument-rack.ts';
import type { Clock } from '../domain/clock.ts';
import type { CardReaderState, DeviceCard, DevicesView } from '../domain/device-api.ts';
import type { CaptureNature } from '../domain/provenance.ts';
import {
  type DeviceSlot,
  instrumentState,
  openInstrumentSlot,
  openPeripheralSlot,
  type SlotContext,
} from './device-slot.ts';
import type { LiveHub } from './live-hub.ts';
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
  /** Looks again; with `forget`, devices that are gone lose their card. */
  rescan(forget?: boolean): Promise<void>;
  /** Throws `station/no-device`, `station/no-driver`. */
  assign(deviceId: string, driver: string): Promise<void>;
  /** Begins or ends one measurement. Throws `station/no-device`, `station/device-not-ready`. */
  run(deviceId: string): void;
  cancel(deviceId: string): void;
  stop(): Promise<void>;
}

export interface DeviceHubOptions {
  readonly clock: Clock;
  readonly live: LiveHub;
  readonly rack: InstrumentRack;
  readonly assignments: PortAssignments;
  readonly scan: () => Promise<DeviceScan>;
}

interface Held {
  device: FoundDevice;
  slot: DeviceSlot | null;
}

export function createDeviceHub(options: DeviceHubOptions): DeviceHub {
  const { clock, live, rack, assignments } = options;
  const held = new Map<string, Held>();
  let notes: DeviceScan['notes'] = [];
  let told = '';
  let toldReader: CardReaderState = 'absent';
  let cancelTelling: (() => void) | null = null;
  let cancelScan = (): void => undefined;
  let scanning: Promise<void> = Promise.resolve();
  let stopped = false;

  const cards = (): readonly DeviceCard[] => [...held.values()].map((one) => cardOf(one, rack));
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
  const context: SlotContext = { clock, rack, onChange, sendWave: live.toStaff };
  const stopListening = rack.onStatus(onChange);

  const take = async (found: DeviceScan, forget: boolean): Promise<void> => {
    notes = found.notes;
    const here = new Set(found.devices.map(({ id }) => id));
    for (const [id, one] of held) {
      const device = found.devices.find((candidate) => candidate.id === id);
      if (here.has(id) && device?.driverId === one.device.driverId) continue;
      // A port that vanished keeps its card, so that the page can say what is missing and takes it back.
      if (!here.has(id) && one.slot !== null && !forget) continue;
      held.delete(id);
      await one.slot?.stop();
    }
    for (const device of found.devices) {
      const known = held.get(device.id);
      if (known === undefined) held.set(device.id, { device, slot: open(device, context) });
      else known.device = device;
    }
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
      await assignments.set(device.path, driver);
      await rescan();
    },
    run(deviceId) {
      if (heldDevice(deviceId).slot?.run() !== true) {
        throw new StationError('station/device-not-ready', 'the device cannot measure now');
      }
    },
    cancel: (deviceId) => heldDevice(deviceId).slot?.cancel(),
    async stop() {
      stopped = true;
      cancelScan();
      cancelTelling?.();
      stopListening();
      await scanning.catch(() => undefined);
      await Promise.all([...held.values()].map(({ slot }) => slot?.stop()));
      held.clear();
    },
  };
}

/** The driver is started only where it is certain enough; the main instrument has its own supervisor. */
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

function cardOf({ device, slot }: Held, rack: InstrumentRack): DeviceCard {
  const { id, path, description, driverId, score, reason } = device;
  const registration = driverId === null ? undefined : findDriver(driverId);
  const isMain = driverId === SIZHEN_LINE_DRIVER_ID && slot === null;
  const mainIdentity = 'identity' in rack.status ? rack.status.identity : null;
  const identity = isMain ? mainIdentity : (slot?.identity ?? null);
  return {
    id,
    path,
    description,
    driver: registration === undefined ? null : choiceOf(registration),
    score,
    reason,
    nature: identity?.nature ?? (device.port.simulates === undefined ? 'live' : 'simulated'),
    identity,
    trial: slot !== null && registration?.role === 'instrument' && registration.parts.includes('pulse'),
    state: isMain ? instrumentState(rack.status) : (slot?.state ?? { kind: 'idle' }),
    reading: slot?.reading ?? null,
  };
}
