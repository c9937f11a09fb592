import type { RegisteredDriver, UsbFingerprint } from '../contract/registration.ts';
import { REGISTERED_DRIVERS } from '../registry.ts';
import type { InstrumentPort } from './instrument-port.ts';

/** `score` 0–100 orders candidates; `why` is for people. `driverId` is null where nothing fits. */
export interface DriverMatch {
  readonly port: InstrumentPort;
  readonly driverId: string | null;
  readonly score: number;
  readonly why: string;
}

/** Stable path → driver id, as the operator set it. */
export type PortAssignments = Readonly<Record<string, string>>;

const ASSIGNED_SCORE = 100;
const SIMULATOR_SCORE = 95;
/** A maker's own USB id; then each further field that agrees. */
const SPECIFIC_SCORE = 70;
/** A converter chip sits in thousands of products: worth a handshake, never a certainty. */
const CONVERTER_SCORE = 20;
const FIELD_SCORE = 10;
/** Every camera speaks the same; which one looks where, a person says. */
const CAMERA_SCORE = 60;
const CAMERA_DRIVER = 'uvc-camera';

/** The best driver for each port, best match first. A match is only a reason to try: the handshake decides. */
export function matchDrivers(
  ports: readonly InstrumentPort[],
  assignments: PortAssignments = {},
  drivers: readonly RegisteredDriver[] = REGISTERED_DRIVERS,
): DriverMatch[] {
  return ports.map((port) => matchPort(port, assignments, drivers)).toSorted((a, b) => b.score - a.score);
}

function matchPort(
  port: InstrumentPort,
  assignments: PortAssignments,
  drivers: readonly RegisteredDriver[],
): DriverMatch {
  const assigned = assignments[port.stablePath];
  if (assigned !== undefined) return matchNamed(port, drivers, assigned, ASSIGNED_SCORE, 'assigned by hand');
  if (port.simulates !== undefined) {
    return matchNamed(port, drivers, port.simulates, SIMULATOR_SCORE, 'a simulator of this instrument');
  }
  if (port.address.kind === 'camera') return matchNamed(port, drivers, CAMERA_DRIVER, CAMERA_SCORE, 'a camera');
  if (port.vendorId === undefined) return noMatch(port, 'no USB ids to compare; assign a driver by hand');
  const candidates = drivers.flatMap((driver) =>
    driver.fingerprints.map((fingerprint) => ({ driver, ...compare(port, fingerprint) })),
  );
  const best = candidates.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined || best.score === 0) {
    return noMatch(port, `no driver knows USB ${port.vendorId}:${port.productId ?? '?'}`);
  }
  return { port, driverId: best.driver.id, score: best.score, why: best.why };
}

function matchNamed(
  port: InstrumentPort,
  drivers: readonly RegisteredDriver[],
  id: string,
  score: number,
  why: string,
): DriverMatch {
  if (drivers.some((driver) => driver.id === id)) return { port, driverId: id, score, why };
  return noMatch(port, `${why}, but there is no driver ${id}`);
}

function noMatch(port: InstrumentPort, why: string): DriverMatch {
  return { port, driverId: null, score: 0, why };
}

function compare(port: InstrumentPort, fingerprint: UsbFingerprint): { score: number; why: string } {
  const none = { score: 0, why: '' };
  if (port.vendorId !== fingerprint.vendorId || port.productId !== fingerprint.productId) return none;
  const fields = [
    ['maker', fingerprint.manufacturer, port.manufacturer],
    ['serial number', fingerprint.serialNumber, port.serialNumber],
  ] as const;
  let score = fingerprint.specific ? SPECIFIC_SCORE : CONVERTER_SCORE;
  const reasons = [`USB ${fingerprint.vendorId}:${fingerprint.productId} is ${fingerprint.product}`];
  for (const [name, pattern, value] of fields) {
    if (pattern === undefined) continue;
    if (value === undefined || !pattern.test(value)) return none;
    score += FIELD_SCORE;
    reasons.push(`${name} “${value}” agrees`);
  }
  if (!fingerprint.specific) reasons.push('many products use this chip, so only the handshake can tell');
  return { score, why: reasons.join('; ') };
}
