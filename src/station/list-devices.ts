import { readdir } from 'node:fs/promises';
import { listPorts } from '../../device-drivers/discovery/list-ports.ts';
import { type DriverMatch, matchDrivers } from '../../device-drivers/discovery/match-driver.ts';
import type { DeviceRow } from '../domain/station-api.ts';

async function matches(): Promise<readonly DriverMatch[]> {
  return matchDrivers((await listPorts()).ports);
}

function described(match: DriverMatch): string {
  const { manufacturer, vendorId, productId } = match.port;
  const usb = vendorId === undefined ? '' : `USB ${vendorId}:${productId ?? '?'}`;
  return [manufacturer, usb].filter((part) => part !== undefined && part !== '').join(' ') || 'serial port';
}

async function cameras(): Promise<readonly DeviceRow[]> {
  const names = await readdir('/sys/class/video4linux').catch(() => [] as string[]);
  return names.sort().map((name) => ({
    path: `/dev/${name}`,
    description: 'camera',
    driverId: null,
    score: 0,
    why: 'pictures come through the instrument; cameras of their own are not driven yet',
  }));
}

/** Ports and cameras seen, the driver that matches each, and why. */
export async function listDevices(): Promise<readonly DeviceRow[]> {
  const ports = (await matches()).map((match) => ({
    path: match.port.stablePath,
    description: described(match),
    driverId: match.driverId,
    score: match.score,
    why: match.why,
  }));
  return [...ports, ...(await cameras())];
}

/** The best match, or null: a match is a reason to try, the handshake decides. */
export async function findInstrument(): Promise<DriverMatch | null> {
  return (await matches()).find((match) => match.driverId !== null) ?? null;
}
