import type { Clock } from '../../src/domain/clock.ts';
import type { ByteParser, Framed } from '../session/framed.ts';
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
  /** A name out of the entry's `variants`; the first of them when left out. */
  readonly variant?: string;
}

export interface DriverLink {
  readonly transport: ByteTransport;
  readonly clock: Clock;
}

/** A decoded number with the range its documentation gives. */
export interface DecodedValue {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** One of a driver's parsers, as the driver uses it: what fuzzing, conformance tests and benchmarks work on. */
export interface RegisteredParser {
  /** The framing it reads. */
  readonly name: string;
  /** Good frames, about a second of them, made by the driver's own codec; each is one write of the device. */
  sampleFrames(): readonly Uint8Array[];
  /** Bytes of an unfinished frame that it may hold, where its frames are larger than a few thousand bytes. */
  readonly mostHeldBytes?: number;
  create(emit: (item: Framed<readonly DecodedValue[]>) => void): ByteParser;
}

interface Registration {
  readonly id: string;
  /** For people, with the products it is for. */
  readonly title: string;
  readonly fingerprints: readonly UsbFingerprint[];
  readonly line: SerialLine;
  /** What can go wrong with the device itself: fault name → what. Those of any wire are in `simulation/wire-faults.ts`. */
  readonly faults: Readonly<Record<string, string>>;
  /** Ways in which devices of this kind differ that the simulator can show: name → which devices. */
  readonly variants?: Readonly<Record<string, string>>;
  readonly parsers: readonly RegisteredParser[];
  /** A copy of a frame whose checksum does not fit; absent where the protocol has no checksum. */
  damageChecksum?(frame: Uint8Array): Uint8Array;
  /** Writes one whole frame a call. */
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
