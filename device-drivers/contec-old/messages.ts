/** Live frames, the header of a download, its records ⇄ bytes. */
import type { OximeterCondition } from '../contract/peripheral-driver.ts';
import { type FiveByteFrame, rateOf, spo2Of, strengthOf } from '../session/five-byte-frame.ts';
import type { OximeterFrame } from '../session/oximeter-readings.ts';
import { PREAMBLE_REPEATS, RECORD_BYTES, STORED_HEADER_BYTES, STORED_PREAMBLE } from './protocol.ts';

export type ContecOldMessage =
  | ({ readonly kind: 'live' } & OximeterFrame)
  | { readonly kind: 'stored-header'; readonly records: number }
  | { readonly kind: 'stored-record'; readonly pulseRateBpm: number | null; readonly spo2Percent: number | null };

export function readLive(frame: FiveByteFrame): ContecOldMessage {
  return {
    kind: 'live',
    wave: frame.wave,
    pulseRateBpm: rateOf(frame.pulseRate),
    spo2Percent: spo2Of(frame.spo2),
    perfusionIndexPercent: null,
    signalStrength: strengthOf(frame.strength),
    condition: conditionOf(frame),
  };
}

function conditionOf(frame: FiveByteFrame): OximeterCondition {
  if (frame.third4) return 'probe-error';
  if (frame.first4) return 'no-finger';
  return frame.third5 ? 'searching' : 'ok';
}

/** Records that the header announces; `no` when it is none, `broken` when its length cannot be, `more` when cut short. */
export function readStoredHeader(bytes: Uint8Array, from: number): number | 'no' | 'broken' | 'more' {
  const preambleBytes = PREAMBLE_REPEATS * STORED_PREAMBLE.length;
  for (let at = 0; at < preambleBytes; at += 1) {
    const byte = bytes[from + at];
    if (byte === undefined) return 'more';
    if (byte !== STORED_PREAMBLE[at % STORED_PREAMBLE.length]) return 'no';
  }
  if (bytes.length < from + STORED_HEADER_BYTES) return 'more';
  const [high = 0, middle = 0, low = 0] = bytes.subarray(from + preambleBytes, from + STORED_HEADER_BYTES);
  const form = (high & 0x80) !== 0 && (middle & 0x80) !== 0 && (low & 0x80) === 0;
  const byteCount = (((high & 0x7f) << 14) | ((middle & 0x7f) << 7) | low) + 1;
  return form && byteCount % RECORD_BYTES === 0 ? byteCount / RECORD_BYTES : 'broken';
}

export function encodeStoredHeader(records: number): Uint8Array {
  const byteCount = records * RECORD_BYTES - 1;
  const preamble = Array.from({ length: PREAMBLE_REPEATS }, () => STORED_PREAMBLE).flat();
  return Uint8Array.from([...preamble, 0x80 | (byteCount >> 14), 0x80 | ((byteCount >> 7) & 0x7f), byteCount & 0x7f]);
}

export function encodeRecord(pulseRate: number, spo2: number): Uint8Array {
  return Uint8Array.from([0xf0 | (pulseRate >> 7), 0x80 | (pulseRate & 0x7f), spo2]);
}

/** The record at `from`, or undefined when its sync bits are wrong. Three bytes are there. */
export function readRecord(bytes: Uint8Array, from: number): ContecOldMessage | undefined {
  const [head = 0, rate = 0, spo2 = 0] = bytes.subarray(from, from + RECORD_BYTES);
  if ((head & 0xfe) !== 0xf0 || (rate & 0x80) === 0 || (spo2 & 0x80) !== 0) return undefined;
  const pulseRate = ((head & 1) << 7) | (rate & 0x7f);
  return { kind: 'stored-record', pulseRateBpm: rateOf(pulseRate), spo2Percent: spo2Of(spo2) };
}
