/** Child process of the device benchmarks: the simulators named in the arguments, each on a pseudo-terminal. */
import { findDriver } from '../../../device-drivers/registry.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { SIMULATED_PERSON } from '../../../device-drivers/simulation/simulated-person.ts';
import { hostSimulator, type SimulatorHost } from '../../../device-drivers/simulation/simulator-host.ts';
import type { PictureSource } from '../../../device-drivers/simulation/sources.ts';
import { systemClock } from '../../domain/clock.ts';

const RATE_HZ = 200;

const pulse = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 1, sampleRateHz: RATE_HZ });

const noPicture = (): never => {
  throw new Error('the devices of this benchmark take no pictures');
};
const NO_PICTURES: PictureSource = { description: 'none', synthetic: true, picture: noPicture, preview: noPicture };

async function host(id: string): Promise<SimulatorHost> {
  const device = findDriver(id);
  if (device === undefined) throw new Error(`there is no driver ${id}`);
  const shown = { pulse, pictures: NO_PICTURES, person: SIMULATED_PERSON, clock: systemClock };
  return hostSimulator({ prefer: 'pty', create: (write) => device.createSimulator({ ...shown, write }) });
}

const hosts = await Promise.all(process.argv.slice(2).map(host));
process.send?.({ paths: hosts.map(({ address }) => (address.kind === 'pty' ? address.path : '')) });
process.once('disconnect', () => process.exit(0));
