import type { Clock } from '../src/domain/clock.ts';
import type { ByteTransport } from './contract/byte-transport.ts';
import type { InstrumentDriver } from './contract/instrument-driver.ts';
import type { HostedSimulator } from './simulation/hosted-simulator.ts';
import type { PictureSource, PulseSource } from './simulation/sources.ts';
import {
  createSizhenLineDriver,
  createSizhenLineSimulator,
  SIZHEN_LINE_DRIVER_ID,
  SIZHEN_LINE_FAULTS,
} from './sizhen-line/index.ts';
import type { ReplayAdapter } from './transport/replay-adapter.ts';
import { createSizhenLineReplayAdapter } from './transport/sizhen-line-replay-adapter.ts';

/** How a device shows itself on USB. Ids are four lower-case hex digits; a field left out matches anything. */
export interface UsbFingerprint {
  readonly vendorId: string;
  readonly productId: string;
  readonly manufacturer?: RegExp;
  readonly serialNumber?: RegExp;
  /** For people, and for the reason given with a match. */
  readonly product: string;
  /** False for a converter chip that thousands of other products carry: alone it proves little. */
  readonly specific: boolean;
}

export interface SimulatorRequest {
  readonly pulse: PulseSource;
  readonly pictures: PictureSource;
  readonly clock: Clock;
  readonly write: (bytes: Uint8Array) => void;
  /** Names out of the entry's `faults`; others are ignored. */
  readonly faults?: readonly string[];
}

export interface RegisteredDriver {
  readonly id: string;
  readonly title: string;
  readonly fingerprints: readonly UsbFingerprint[];
  readonly defaultBaudRate: number;
  /** Fault name → what goes wrong. */
  readonly faults: Readonly<Record<string, string>>;
  createDriver(link: { readonly transport: ByteTransport; readonly clock: Clock }): InstrumentDriver;
  createSimulator(request: SimulatorRequest): HostedSimulator;
  createReplayAdapter(): ReplayAdapter;
}

const isSizhenLineFault = (name: string): name is keyof typeof SIZHEN_LINE_FAULTS =>
  Object.hasOwn(SIZHEN_LINE_FAULTS, name);

/** The only list of drivers. */
export const REGISTERED_DRIVERS: readonly RegisteredDriver[] = [
  {
    id: SIZHEN_LINE_DRIVER_ID,
    title: 'Open line protocol (sizhen-line)',
    // pid.codes 1209:0001 is the test id for devices without an id of their own, so the maker's word decides.
    fingerprints: [
      { vendorId: '1209', productId: '0001', manufacturer: /sizhen/i, product: 'Sizhen instrument', specific: true },
      { vendorId: '10c4', productId: 'ea60', product: 'CP210x converter', specific: false },
      { vendorId: '1a86', productId: '7523', product: 'CH340 converter', specific: false },
      { vendorId: '0403', productId: '6001', product: 'FT232R converter', specific: false },
    ],
    defaultBaudRate: 921_600,
    faults: SIZHEN_LINE_FAULTS,
    createDriver: createSizhenLineDriver,
    createSimulator: (request) =>
      createSizhenLineSimulator({ ...request, faults: (request.faults ?? []).filter(isSizhenLineFault) }),
    createReplayAdapter: createSizhenLineReplayAdapter,
  },
];

export function findDriver(id: string): RegisteredDriver | undefined {
  return REGISTERED_DRIVERS.find((driver) => driver.id === id);
}
