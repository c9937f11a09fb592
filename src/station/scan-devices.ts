import { createHash } from 'node:crypto';
import type { InstrumentPort } from '../../device-drivers/discovery/instrument-port.ts';
import { listPorts } from '../../device-drivers/discovery/list-ports.ts';
import { type DriverMatch, matchDrivers } from '../../device-drivers/discovery/match-driver.ts';
import { assignmentOf } from '../../device-drivers/discovery/port-names.ts';
import type { MatchReason } from '../domain/device-api.ts';
import { NO_DRIVER } from './port-assignments.ts';

/** A port as a scan found it, with the driver for it. */
export interface FoundDevice {
  readonly id: string;
  readonly port: InstrumentPort;
  readonly path: string;
  readonly description: string;
  readonly driverId: string | null;
  readonly score: number;
  readonly reason: MatchReason;
  readonly why: string;
}

export interface DeviceScan {
  readonly devices: readonly FoundDevice[];
  readonly notes: readonly 'no-udev'[];
}

export interface ScanOptions {
  readonly assignments?: Readonly<Record<string, string>>;
  /** Simulators, which no system lists. */
  readonly extra?: readonly InstrumentPort[];
  /** The root of the file system to read. */
  readonly systemRoot?: string;
}

/** An id for addresses that says nothing of the path. */
export function deviceIdOf(stablePath: string): string {
  return createHash('sha256').update(stablePath).digest('hex').slice(0, 16);
}

/** Every serial port and camera there is, best match first. Never rejects. */
export async function scanDevices({ assignments = {}, extra = [], systemRoot }: ScanOptions = {}): Promise<DeviceScan> {
  const listing = await listPorts({ extra, ...(systemRoot === undefined ? {} : { systemRoot }) });
  const ports = matchDrivers(listing.ports, assignments).map((match) =>
    assignmentOf(match.port, assignments) === NO_DRIVER ? leftAlone(match) : fromMatch(match),
  );
  return {
    devices: ports,
    notes: listing.notes.length === 0 ? [] : ['no-udev'],
  };
}

function fromMatch({ port, driverId, score, reason, why }: DriverMatch): FoundDevice {
  const path = port.stablePath;
  return { id: deviceIdOf(path), port, path, description: described(port), driverId, score, reason, why };
}

function leftAlone(match: DriverMatch): FoundDevice {
  const why = 'left alone by hand';
  return { ...fromMatch(match), driverId: null, score: 0, reason: { kind: 'unassigned' }, why };
}

function described({ manufacturer, vendorId, productId }: InstrumentPort): string {
  const usb = vendorId === undefined ? undefined : `USB ${vendorId}:${productId ?? '?'}`;
  return [manufacturer, usb].filter((part) => part !== undefined && part !== '').join(' ');
}
