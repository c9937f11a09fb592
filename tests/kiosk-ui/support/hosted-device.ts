import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstrumentPort } from '../../../device-drivers/discovery/instrument-port.ts';
import { findDriver } from '../../../device-drivers/registry.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { simulateDevice } from '../../../device-drivers/simulation/simulate-device.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import { hostSimulator } from '../../../device-drivers/simulation/simulator-host.ts';
import type { PictureSource } from '../../../device-drivers/simulation/sources.ts';
import { systemClock } from '../../../src/domain/clock.ts';

export interface HostedDevice {
  /** For the station. */
  readonly port: InstrumentPort;
  /** Pulls the plug and puts it in again, as a device that plays these faults. */
  plugIn(...faults: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export interface HostedDeviceOptions {
  readonly variant?: string;
  readonly faults?: readonly string[];
}

/** A simulated device of this process on a pseudo-terminal, as `sizhen simulate` would show it. */
export async function hostDevice(
  id: string,
  pictures: PictureSource,
  options: HostedDeviceOptions = {},
): Promise<HostedDevice> {
  let faults = options.faults ?? [];
  const driver = findDriver(id);
  if (driver === undefined) throw new Error(`no driver ${id}`);
  const folder = mkdtempSync(join(tmpdir(), `sizhen-${id}-`));
  const path = join(folder, 'port');
  const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: 200 });
  const shown = { pulse, pictures, person: SIMULATED_PERSON, clock: systemClock };
  const host = await hostSimulator({
    create: (write, unplug) => simulateDevice(driver, { ...shown, ...options, write, unplug, faults }),
    prefer: 'pty',
    linkPath: path,
  });
  return {
    port: { address: { kind: 'pty', path }, stablePath: path, simulates: id },
    async plugIn(...next) {
      await host.unplug();
      faults = next;
      await host.plugIn();
    },
    async stop() {
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
