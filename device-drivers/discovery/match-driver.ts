import type { RegisteredDriver, UsbFingerprint } from '../contract/registration.ts';
import { REGISTERED_DRIVERS } from '../registry.ts';
import type { InstrumentPort } from './instrument-port.ts';
import { assignmentOf, type PortAssignments } from './port-names.ts';

/** Why, as data: pages word it in their own language. */
export type MatchReason =
  | { readonly kind: 'assigned' }
  | { readonly kind: 'simulator' }
  | { readonly kind: 'usb'; readonly usb: string; readonly product: string; readonly agreeing: readonly string[] }
  /** A converter chip that sits in many products: worth a handshake, never a certainty. */
  | { readonly kind: 'converter'; readonly usb: string; readonly product: string }
  | { readonly kind: 'unknown-usb'; readonly usb: string }
  | { readonly kind: 'no-usb-ids' }
  | { readonly kind: 'camera' }
  | { readonly kind: 'no-driver'; readonly driverId: string };

/** `score` 0–100 orders candidates; `why` is for people. `driverId` is null where nothing fits. */
export interface DriverMatch {
  readonly port: InstrumentPort;
  readonly driverId: string | null;
  readonly score: number;
  readonly why: string;
  readonly reason: MatchReason;
}

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
  const assigned = assignmentOf(port, assignments);
  if (assigned !== undefined)
    return matchNamed(port, drivers, assigned, ASSIGNED_SCORE, 'assigned by hand', { kind: 'assigned' });
  if (port.simulates !== undefined) {
    return matchNamed(port, drivers, port.simulates, SIMULATOR_SCORE, 'a simulator of this instrument', {
      kind: 'simulator',
    });
  }
  if (port.address.kind === 'camera') {
    return matchNamed(port, drivers, CAMERA_DRIVER, CAMERA_SCORE, 'a camera', { kind: 'camera' });
  }
  if (port.vendorId === undefined) {
    return noMatch(port, 'no USB ids to compare; assign a driver by hand', { kind: 'no-usb-ids' });
  }
  const candidates = drivers.flatMap((driver) =>
    driver.fingerprints.map((fingerprint) => ({ driver, ...compare(port, fingerprint) })),
  );
  const best = candidates.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined || best.score === 0) {
    const usb = `${port.vendorId}:${port.productId ?? '?'}`;
    return noMatch(port, `no driver knows USB ${usb}`, { kind: 'unknown-usb', usb });
  }
  return { port, driverId: best.driver.id, score: best.score, why: best.why, reason: best.reason };
}

function matchNamed(
  port: InstrumentPort,
  drivers: readonly RegisteredDriver[],
  id: string,
  score: number,
  why: string,
  reason: MatchReason,
): DriverMatch {
  if (drivers.some((driver) => driver.id === id)) return { port, driverId: id, score, why, reason };
  return noMatch(port, `${why}, but there is no driver ${id}`, { kind: 'no-driver', driverId: id });
}

function noMatch(port: InstrumentPort, why: string, reason: MatchReason): DriverMatch {
  return { port, driverId: null, score: 0, why, reason };
}

interface Comparison {
  readonly score: number;
  readonly why: string;
  readonly reason: MatchReason;
}

function compare(port: InstrumentPort, fingerprint: UsbFingerprint): Comparison {
  const usb = `${fingerprint.vendorId}:${fingerprint.productId}`;
  const none: Comparison = { score: 0, why: '', reason: { kind: 'unknown-usb', usb } };
  if (port.vendorId !== fingerprint.vendorId || port.productId !== fingerprint.productId) return none;
  const fields = [
    ['maker', fingerprint.manufacturer, port.manufacturer],
    ['serial number', fingerprint.serialNumber, port.serialNumber],
  ] as const;
  let score = fingerprint.specific ? SPECIFIC_SCORE : CONVERTER_SCORE;
  const agreeing: string[] = [];
  const reasons = [`USB ${fingerprint.vendorId}:${fingerprint.productId} is ${fingerprint.product}`];
  for (const [name, pattern, value] of fields) {
    if (pattern === undefined) continue;
    if (value === undefined || !pattern.test(value)) return none;
    score += FIELD_SCORE;
    agreeing.push(value);
    reasons.push(`${name} “${value}” agrees`);
  }
  if (!fingerprint.specific) reasons.push('many products use this chip, so only the handshake can tell');
  const { product, specific } = fingerprint;
  const reason: MatchReason = specific ? { kind: 'usb', usb, product, agreeing } : { kind: 'converter', usb, product };
  return { score, why: reasons.join('; '), reason };
}
