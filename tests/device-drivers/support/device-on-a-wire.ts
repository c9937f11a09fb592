import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegisteredDriver } from '../../../device-drivers/contract/registration.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { simulateDevice } from '../../../device-drivers/simulation/simulate-device.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import { hostSimulator, type SimulatorHost } from '../../../device-drivers/simulation/simulator-host.ts';
import { createTransport } from '../../../device-drivers/transport/create-transport.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import { SMALL_PICTURES } from './small-pictures.ts';

const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: 200 });

export interface WiredDevice<D extends RegisteredDriver> {
  readonly host: SimulatorHost;
  readonly driver: ReturnType<D['createDriver']>;
  close(): Promise<void>;
}

/** A registered device's simulator behind a real pseudo-terminal, and its driver on the other end. */
export async function onAWire<D extends RegisteredDriver>(
  device: D,
  faults: readonly string[] = [],
  variant?: string,
): Promise<WiredDevice<D>> {
  const shown = { pulse, pictures: SMALL_PICTURES, person: SIMULATED_PERSON, clock: systemClock, faults };
  const chosen = variant === undefined ? {} : { variant };
  // A terminal's own path is given to the next one as soon as it is free; a link of its own is not.
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-wire-'));
  const host = await hostSimulator({
    prefer: 'pty',
    linkPath: join(folder, device.id),
    create: (write, unplug) => simulateDevice(device, { ...shown, ...chosen, write, unplug }),
  });
  const transport = createTransport(host.address, device.line);
  const driver = device.createDriver({ transport, clock: systemClock }) as ReturnType<D['createDriver']>;
  return {
    host,
    driver,
    async close() {
      await driver.disconnect();
      await host.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
