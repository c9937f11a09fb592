import type { Clock } from '../../src/domain/clock.ts';
import type { HostedSimulator } from '../simulation/hosted-simulator.ts';
import type { SimulatedPerson } from '../simulation/simulated-person.ts';
import type { PictureSource, PulseSource } from '../simulation/sources.ts';
import type { ReplayAdapter } from '../transport/replay-adapter.ts';
import type { ByteTransport } from './byte-transport.ts';
import type { InstrumentDriver, InstrumentPart } from './instrument-driver.ts';
import type { PeripheralDriver, PeripheralRole } from './peripheral-driver.ts';
import type { SerialLine } from './serial-line.ts';

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
  readonly person: SimulatedPerson;
  readonly clock: Clock;
  readonly write: (bytes: Uint8Array) => void;
  /** Names out of the entry's `faults`; others are ignored. */
  readonly faults?: readonly string[];
}

export interface DriverLink {
  readonly transport: ByteTransport;
  readonly clock: Clock;
}

interface Registration {
  readonly id: string;
  /** For people, with the products it is for. */
  readonly title: string;
  readonly fingerprints: readonly UsbFingerprint[];
  readonly line: SerialLine;
  /** Fault name → what goes wrong. */
  readonly faults: Readonly<Record<string, string>>;
  createSimulator(request: SimulatorRequest): HostedSimulator;
}

/** A device that captures parts of a visit: pulse, pictures, or all of them. */
export interface InstrumentRegistration extends Registration {
  readonly role: 'instrument';
  readonly parts: readonly InstrumentPart[];
  createDriver(link: DriverLink): InstrumentDriver;
  createReplayAdapter(): ReplayAdapter;
}

/** A device beside the instrument. */
export interface PeripheralRegistration extends Registration {
  readonly role: PeripheralRole;
  createDriver(link: DriverLink): PeripheralDriver;
}

/** What one driver folder offers to the registry, exported by its `registration.ts`. */
export type RegisteredDriver = InstrumentRegistration | PeripheralRegistration;
