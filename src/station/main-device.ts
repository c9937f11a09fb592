import { resolve } from 'node:path';
import { SIZHEN_LINE_DRIVER_ID } from '../../device-drivers/sizhen-line/index.ts';
import type { InstrumentAddress } from './instrument-address.ts';
import { deviceIdOf, type FoundDevice } from './scan-devices.ts';

/** The instrument that the station was started with at an address of its own; null where it is searched for on the ports. */
export function mainDevice(address: InstrumentAddress): FoundDevice | null {
  const [kind = '', ...parts] = address.split(':');
  if (kind === 'auto' || kind === 'none') return null;
  const path = placeOf(kind, parts);
  return {
    id: deviceIdOf(path),
    port: {
      address: { kind: 'serial', path },
      stablePath: path,
      ...(kind === 'simulated' ? { simulates: SIZHEN_LINE_DRIVER_ID } : {}),
    },
    path,
    description: '',
    driverId: SIZHEN_LINE_DRIVER_ID,
    score: CONFIGURED_SCORE,
    reason: { kind: 'configured' },
    why: 'given at the start',
  };
}

function placeOf(kind: string, parts: readonly string[]): string {
  if (kind === 'tcp') return parts.join(':');
  return resolve(kind === 'replay' ? (parts[0] ?? '') : parts.join(':'));
}

/** As certain as a driver that was assigned by hand. */
const CONFIGURED_SCORE = 100;

/** The ports with the main instrument in front: the given one, or the best match for it among the ports. */
export function withMainDevice(
  devices: readonly FoundDevice[],
  given: FoundDevice | null,
): { readonly devices: readonly FoundDevice[]; readonly mainId: string | null } {
  if (given !== null) {
    return { devices: [given, ...devices.filter(({ path }) => path !== given.path)], mainId: given.id };
  }
  const found = devices.find(({ driverId }) => driverId === SIZHEN_LINE_DRIVER_ID);
  return { devices, mainId: found?.id ?? null };
}
