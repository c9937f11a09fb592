import type { PeripheralDriver, PeripheralReading } from '../../../device-drivers/contract/peripheral-driver.ts';
import type { PeripheralRegistration } from '../../../device-drivers/contract/registration.ts';
import type { HostedSimulator } from '../../../device-drivers/simulation/hosted-simulator.ts';
import { SIMULATED_PERSON, type SimulatedPerson } from '../../../device-drivers/simulation/simulated-person.ts';
import { createPairedTransport, type PairedTransport } from '../sizhen-line/support/paired-transport.ts';
import { bytePictures, sinePulse } from '../sizhen-line/support/test-sources.ts';
import { createVirtualClock, type VirtualClock } from '../sizhen-line/support/virtual-clock.ts';

export interface PeripheralBench {
  readonly clock: VirtualClock;
  readonly transport: PairedTransport;
  readonly driver: PeripheralDriver;
  readonly readings: PeripheralReading[];
  /** Every write of the host, as hex. */
  readonly written: string[];
  readonly simulator: HostedSimulator;
  /** Starts the activity; it ends with `abort`. */
  run(): Promise<void>;
  readonly abort: () => void;
}

export interface PeripheralBenchOptions {
  readonly faults?: readonly string[];
  readonly person?: Partial<SimulatedPerson>;
  readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
}

/** A registered driver and its simulator, joined in memory on a clock the test owns. */
export function createPeripheralBench(
  entry: PeripheralRegistration,
  { faults = [], person = {}, cut }: PeripheralBenchOptions = {},
): PeripheralBench {
  const clock = createVirtualClock();
  const readings: PeripheralReading[] = [];
  const written: string[] = [];
  const abort = new AbortController();
  const transport = createPairedTransport({
    toDevice: (bytes) => {
      written.push(Buffer.from(bytes).toString('hex'));
      simulator.receive(bytes);
    },
    ...(cut === undefined ? {} : { cut }),
  });
  const simulator = entry.createSimulator({
    pulse: sinePulse,
    pictures: bytePictures,
    person: { ...SIMULATED_PERSON, ...person },
    clock,
    write: transport.fromDevice,
    faults,
  });
  const driver = entry.createDriver({ transport, clock });
  return {
    clock,
    transport,
    driver,
    readings,
    written,
    simulator,
    run: () => driver.run((reading) => readings.push(reading), abort.signal),
    abort: () => abort.abort(),
  };
}

export async function connectedBench(
  entry: PeripheralRegistration,
  options: PeripheralBenchOptions = {},
): Promise<PeripheralBench> {
  const bench = createPeripheralBench(entry, options);
  const connecting = bench.driver.connect();
  connecting.catch(() => undefined);
  await bench.clock.advance(1000);
  await connecting;
  return bench;
}
