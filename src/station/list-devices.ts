import { listPorts } from '../../device-drivers/discovery/list-ports.ts';
import { type DriverMatch, matchDrivers } from '../../device-drivers/discovery/match-driver.ts';
import type { DeviceRow } from '../domain/station-api.ts';

async function matches(): Promise<readonly DriverMatch[]> {
  return matchDrivers((await listPorts()).ports);
}

function described(match: DriverMatch): string {
  const { manufacturer, vendorId, productId } = match.port;
  const usb = vendorId === undefined ? '' : `USB ${vendorId}:${productId ?? '?'}`;
  return (
    [manufacturer, usb].filter((part) => part !== undefined && part !== '').join(' ') ||
    (match.port.address.kind === 'camera' ? 'camera' : 'serial port')
  );
}

/** Ports and cameras seen, the driver that matches each, and why. */
export async function listDevices(): Promise<readonly DeviceRow[]> {
  return (await matches()).map((match) => ({
    path: match.port.stablePath,
    description: described(match),
    driverId: match.driverId,
    score: match.score,
    why: match.why,
  }));
}

/** The best match on a line of bytes, or null: a match is a reason to try, the handshake decides. */
export async function findInstrument(): Promise<DriverMatch | null> {
  const found = await matches();
  return found.find(({ driverId, port }) => driverId !== null && port.address.kind !== 'camera') ?? null;
}
