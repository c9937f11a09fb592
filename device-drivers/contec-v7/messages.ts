/** Packets ⇄ what they say. The high bits that many drivers forget carry pulse rates above 127 and “invalid”. */
import type { OximeterCondition } from '../contract/peripheral-driver.ts';
import type { OximeterFrame } from '../session/oximeter-readings.ts';
import {
  BEST_STRENGTH,
  COMMAND,
  type CommandName,
  MAX_PERFUSION_PERCENT,
  MAX_SPO2,
  NO_PERFUSION_INDEX,
  NO_PULSE_RATE,
  NO_SPO2,
  NO_STRENGTH,
  PACKET,
  PACKET_BYTES,
  PERFUSION_UNITS_PER_PERCENT,
} from './protocol.ts';

export interface Realtime extends OximeterFrame {
  readonly kind: 'realtime';
  readonly bar: number;
  readonly beat: boolean;
}

export type ContecV7Message =
  | Realtime
  | { readonly kind: 'feedback'; readonly command: number; readonly reason: number }
  | { readonly kind: 'free' }
  | { readonly kind: 'disconnect'; readonly reason: number };

const SEARCHING_TOO_LONG = 0x10;
const BEAT = 0x40;
const PROBE_ERROR = 0x80;
const SEARCHING = 0x80;
const NO_PI = 0x10;

/** Data byte `index` (0–6) of the packet at `from`, its high bit put back. */
function dataByte(bytes: Uint8Array, from: number, index: number): number {
  const high = ((bytes[from + 1] ?? 0) >> index) & 1;
  return ((bytes[from + 2 + index] ?? 0) & 0x7f) | (high << 7);
}

/** `out-of-range` when a value is none the protocol knows. The packet's form has been checked. */
export function decodeRealtime(bytes: Uint8Array, from = 0): Realtime | 'out-of-range' {
  const flags = dataByte(bytes, from, 0);
  const wave = dataByte(bytes, from, 1);
  const bar = dataByte(bytes, from, 2);
  const spo2 = dataByte(bytes, from, 4);
  const perfusion = perfusionPercent(bar, dataByte(bytes, from, 5) | (dataByte(bytes, from, 6) << 8));
  if (spo2 > MAX_SPO2 && spo2 !== NO_SPO2) return 'out-of-range';
  if (perfusion !== null && perfusion > MAX_PERFUSION_PERCENT) return 'out-of-range';
  const rate = dataByte(bytes, from, 3);
  const strength = flags & 0x0f;
  return {
    kind: 'realtime',
    wave: wave & 0x7f,
    bar: bar & 0x0f,
    beat: (flags & BEAT) !== 0,
    pulseRateBpm: rate === 0 || rate === NO_PULSE_RATE ? null : rate,
    spo2Percent: spo2 === 0 || spo2 === NO_SPO2 ? null : spo2,
    perfusionIndexPercent: perfusion,
    signalStrength: strength === NO_STRENGTH ? null : Math.min(1, strength / BEST_STRENGTH),
    condition: conditionOf(flags, wave),
  };
}

function perfusionPercent(bar: number, units: number): number | null {
  return (bar & NO_PI) !== 0 || units === NO_PERFUSION_INDEX ? null : units / PERFUSION_UNITS_PER_PERCENT;
}

function conditionOf(flags: number, wave: number): OximeterCondition {
  if ((flags & PROBE_ERROR) !== 0) return 'probe-error';
  if ((flags & SEARCHING_TOO_LONG) !== 0) return 'searching-too-long';
  return (wave & SEARCHING) !== 0 ? 'searching' : 'ok';
}

export function decodeNotice(bytes: Uint8Array, from: number): Exclude<ContecV7Message, Realtime> {
  if (bytes[from] === PACKET.feedback) {
    return { kind: 'feedback', command: dataByte(bytes, from, 0), reason: dataByte(bytes, from, 1) };
  }
  return bytes[from] === PACKET.free ? { kind: 'free' } : { kind: 'disconnect', reason: dataByte(bytes, from, 0) };
}

function encodePacket(type: number, data: readonly number[]): Uint8Array {
  const high = data.reduce((bits, byte, at) => bits | ((byte >> 7) << at), 0x80);
  return Uint8Array.from([type, high, ...data.map((byte) => byte | 0x80)]);
}

export function encodeCommand(name: CommandName): Uint8Array {
  const data = new Array<number>(PACKET_BYTES.command - 2).fill(0);
  data[0] = COMMAND[name];
  return encodePacket(PACKET.command, data);
}

/** For the simulator. */
export function encodeDisconnect(reason: number): Uint8Array {
  return encodePacket(PACKET.disconnect, [reason]);
}

export type RealtimeFields = Omit<Realtime, 'kind'>;

/** For the simulator. */
export function encodeRealtime(fields: RealtimeFields): Uint8Array {
  const { condition, signalStrength, perfusionIndexPercent: pi } = fields;
  const strength = signalStrength === null ? NO_STRENGTH : Math.round(signalStrength * BEST_STRENGTH);
  const units = pi === null ? NO_PERFUSION_INDEX : Math.round(pi * PERFUSION_UNITS_PER_PERCENT);
  const flags =
    strength |
    (condition === 'searching-too-long' ? SEARCHING_TOO_LONG : 0) |
    (fields.beat ? BEAT : 0) |
    (condition === 'probe-error' ? PROBE_ERROR : 0);
  return encodePacket(PACKET.realtime, [
    flags,
    fields.wave | (condition === 'searching' ? SEARCHING : 0),
    fields.bar | (pi === null ? NO_PI : 0),
    fields.pulseRateBpm ?? NO_PULSE_RATE,
    fields.spo2Percent ?? NO_SPO2,
    units & 0xff,
    units >> 8,
  ]);
}
