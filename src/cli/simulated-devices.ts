import { join } from 'node:path';
import { REGISTERED_DRIVERS } from '../../device-drivers/registry.ts';
import { SIZHEN_LINE_DRIVER_ID } from '../../device-drivers/sizhen-line/index.ts';
import { CliError } from './cli-error.ts';

export interface SimulatedDevice {
  readonly id: string;
  readonly title: string;
  /** The link that its simulator leaves and the station opens. */
  readonly path: string;
}

/** `contec-v7,sam-id-card`, given once or often, or `all`: devices simulated beside the instrument. */
export function simulatedDevices(wanted: readonly string[], dataDir: string): readonly SimulatedDevice[] {
  const beside = REGISTERED_DRIVERS.filter(({ id }) => id !== SIZHEN_LINE_DRIVER_ID);
  const names = new Set(wanted.flatMap((text) => text.split(',')).filter((name) => name !== ''));
  const unknown = [...names].find((name) => name !== 'all' && !beside.some(({ id }) => id === name));
  if (unknown !== undefined) {
    const known = beside.map(({ id }) => id).join(', ');
    throw new CliError('cli/unknown-device', `${unknown}; there are: all, ${known}`);
  }
  const chosen = beside.filter(({ id }) => names.has('all') || names.has(id));
  return chosen.map(({ id, title }) => ({ id, title, path: join(dataDir, `device-${id}`) }));
}
