/** BCI frames of five bytes, BERRY frames of twenty ⇄ what they say. */
import type { OximeterCondition } from '../contract/peripheral-driver.ts';
import { type FiveByteFrame, rateOf, spo2Of, strengthOf } from '../session/five-byte-frame.ts';
import type { OximeterFrame } from '../session/oximeter-readings.ts';
import {
  AT,
  FRAME_BYTES,
  FRAME_START,
  INTERVAL_UNIT_MS,
  MAX_BATTERY_PERCENT,
  MAX_SPO2,
  NO_PULSE_RATE,
  NO_SPO2,
  PERMILLE_PER_PERCENT,
  STATUS,
  VERSION_KINDS,
  VERSION_MARK,
} from './protocol.ts';

export interface BerryData extends OximeterFrame {
  readonly kind: 'berry';
  readonly index: number;
  readonly beat: boolean;
  readonly intervalMs: number | null;
  readonly batteryPercent: number | null;
  /** Frames a second, as the device says; null when it says none of those it knows. */
  readonly rateHz: number;
}

export type BerryMessage =
  | BerryData
  | ({ readonly kind: 'bci'; readonly beat: boolean } & OximeterFrame)
  | { readonly kind: 'version'; readonly of: 'software' | 'hardware'; readonly text: string };

export function readBci(frame: FiveByteFrame): BerryMessage {
  return {
    kind: 'bci',
    beat: frame.beat,
    wave: frame.wave,
    pulseRateBpm: rateOf(frame.pulseRate),
    spo2Percent: spo2Of(frame.spo2),
    perfusionIndexPercent: null,
    signalStrength: strengthOf(frame.strength),
    condition: bciCondition(frame),
  };
}

function bciCondition({
  first4: noSignal,
  first5: unplugged,
  third4: noFinger,
  third5,
}: FiveByteFrame): OximeterCondition {
  if (unplugged) return 'probe-unplugged';
  if (noFinger) return 'no-finger';
  if (third5) return 'searching';
  return noSignal ? 'weak-pulse' : 'ok';
}

export function sumOf(bytes: Uint8Array, from: number): number {
  let sum = 0;
  for (let at = from; at < from + AT.checksum; at += 1) sum += bytes[at] ?? 0;
  return sum & 0xff;
}

/** `out-of-range` when a value is none the protocol knows. The checksum has been verified. */
export function readBerry(bytes: Uint8Array, from: number): BerryMessage | 'out-of-range' {
  const byteAt = (offset: number): number => bytes[from + offset] ?? 0;
  const version = versionOf(bytes, from);
  if (version !== null) return version;
  const spo2 = byteAt(AT.spo2);
  const battery = byteAt(AT.battery);
  if (spo2 > MAX_SPO2 && spo2 !== NO_SPO2) return 'out-of-range';
  const status = byteAt(AT.status);
  const condition = conditionOf(status);
  const interval = byteAt(AT.interval) | (byteAt(AT.interval + 1) << 8);
  return {
    kind: 'berry',
    index: byteAt(AT.index),
    wave: byteAt(AT.pleth),
    pulseRateBpm: rateOf(byteAt(AT.pulseRate)),
    spo2Percent: spo2Of(spo2),
    perfusionIndexPercent: condition === 'ok' ? byteAt(AT.perfusion) / PERMILLE_PER_PERCENT : null,
    signalStrength: null,
    condition,
    beat: (status & STATUS.beat) !== 0,
    intervalMs: interval === 0 ? null : interval * INTERVAL_UNIT_MS,
    // A device that lives off its cable has none to tell of; its other values stand.
    batteryPercent: battery > MAX_BATTERY_PERCENT ? null : battery,
    rateHz: byteAt(AT.rate),
  };
}

function conditionOf(status: number): OximeterCondition {
  if ((status & STATUS.sensorOff) !== 0) return 'probe-unplugged';
  if ((status & STATUS.noFinger) !== 0) return 'no-finger';
  return (status & STATUS.noPulse) !== 0 ? 'searching' : 'ok';
}

/** The index counts through all bytes; only a version has a V where data has its status bits. */
function versionOf(bytes: Uint8Array, from: number): BerryMessage | null {
  if (bytes[from + AT.status] !== VERSION_MARK) return null;
  const kind = bytes[from + AT.index];
  const of = kind === VERSION_KINDS.software ? 'software' : kind === VERSION_KINDS.hardware ? 'hardware' : null;
  if (of === null) return null;
  const text = Buffer.from(bytes.subarray(from + AT.status, from + AT.checksum)).toString('latin1');
  return { kind: 'version', of, text: text.replace(/[^\x20-\x7e].*$/s, '') };
}

function encodeFrame(fill: (frame: Uint8Array) => void): Uint8Array {
  const frame = new Uint8Array(FRAME_BYTES);
  frame.set(FRAME_START);
  fill(frame);
  frame[AT.checksum] = sumOf(frame, 0);
  return frame;
}

/** For the simulator. */
export function encodeVersion(of: keyof typeof VERSION_KINDS, text: string): Uint8Array {
  return encodeFrame((frame) => {
    frame[AT.index] = VERSION_KINDS[of];
    frame.set(Buffer.from(text, 'latin1').subarray(0, AT.checksum - AT.status), AT.status);
  });
}

export type BerryFields = Omit<BerryData, 'kind' | 'signalStrength'>;

/** For the simulator. Averages are sent as the values themselves; the raw converter reading as 0. */
export function encodeBerry(fields: BerryFields): Uint8Array {
  const rate = fields.pulseRateBpm ?? NO_PULSE_RATE;
  const spo2 = fields.spo2Percent ?? NO_SPO2;
  const perfusion = Math.round((fields.perfusionIndexPercent ?? 0) * PERMILLE_PER_PERCENT);
  const interval = Math.round((fields.intervalMs ?? 0) / INTERVAL_UNIT_MS);
  return encodeFrame((frame) => {
    frame[AT.index] = fields.index;
    frame[AT.status] = statusOf(fields);
    frame.set(
      [spo2, spo2, rate, rate, interval & 0xff, interval >> 8, perfusion, perfusion, fields.wave],
      AT.status + 1,
    );
    frame[AT.battery] = fields.batteryPercent ?? 0;
    frame[AT.rate] = fields.rateHz;
  });
}

function statusOf({ condition, beat }: BerryFields): number {
  const bits = { 'probe-unplugged': STATUS.sensorOff, 'no-finger': STATUS.noFinger, searching: STATUS.noPulse };
  const own = condition in bits ? bits[condition as keyof typeof bits] : 0;
  return own | (beat ? STATUS.beat : 0);
}
