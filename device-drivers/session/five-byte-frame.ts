/**
 * The five-byte frame that CONTEC's old protocol and BCI share: bit 7 set on the first byte only, no checksum.
 * What bits 4 and 5 of bytes 0 and 2 mean is the device's own.
 */
import { type Judgement, MORE } from './frame-scanner.ts';

export const FIVE_BYTES = 5;

/**
 * One place in forty of random bytes looks like such a frame (five sync bits, and a value that SpO2 may have);
 * five in a row come once in 10^8.
 */
export const FIVE_BYTE_RUN = 5;

export interface FiveByteFrame {
  /** 0–15; 15 means none. */
  readonly strength: number;
  readonly first4: boolean;
  readonly first5: boolean;
  readonly beat: boolean;
  /** 0–127. */
  readonly wave: number;
  readonly bar: number;
  readonly third4: boolean;
  readonly third5: boolean;
  /** As sent, 0–255. */
  readonly pulseRate: number;
  /** As sent, 0–127. */
  readonly spo2: number;
}

const NO_RATE = 0xff;
const NO_SPO2 = 0x7f;
const MAX_SPO2 = 100;
const NO_STRENGTH = 0x0f;
/** The best that devices send. */
const BEST_STRENGTH = 8;

export const MAX_FIVE_BYTE_RATE = 254;
export const MAX_FIVE_BYTE_SPO2 = MAX_SPO2;
export const MAX_FIVE_BYTE_WAVE = 127;

/** Judges the frame at `from`; `read` makes the device's own message of it. */
export function judgeFiveBytes<M>(bytes: Uint8Array, from: number, read: (frame: FiveByteFrame) => M): Judgement<M> {
  if (((bytes[from] ?? 0) & 0x80) === 0) return NOISE;
  const end = Math.min(bytes.length, from + FIVE_BYTES);
  for (let at = from + 1; at < end; at += 1) {
    // The next frame begins inside this one: some of its bytes are lost.
    if (((bytes[at] ?? 0) & 0x80) !== 0) return { kind: 'skip', byteCount: at - from, reason: 'malformed' };
  }
  if (end < from + FIVE_BYTES) return MORE;
  const frame = decodeFiveBytes(bytes, from);
  if (frame.spo2 > MAX_SPO2 && frame.spo2 !== NO_SPO2) {
    return { kind: 'skip', byteCount: FIVE_BYTES, reason: 'out-of-range' };
  }
  return { kind: 'message', message: read(frame), byteCount: FIVE_BYTES };
}

const NOISE = { kind: 'skip', byteCount: 1, reason: 'noise' } as const;

export function decodeFiveBytes(bytes: Uint8Array, from = 0): FiveByteFrame {
  const first = bytes[from] ?? 0;
  const third = bytes[from + 2] ?? 0;
  return {
    strength: first & 0x0f,
    first4: (first & 0x10) !== 0,
    first5: (first & 0x20) !== 0,
    beat: (first & 0x40) !== 0,
    wave: (bytes[from + 1] ?? 0) & 0x7f,
    bar: third & 0x0f,
    third4: (third & 0x10) !== 0,
    third5: (third & 0x20) !== 0,
    pulseRate: ((bytes[from + 3] ?? 0) & 0x7f) | ((third & 0x40) << 1),
    spo2: (bytes[from + 4] ?? 0) & 0x7f,
  };
}

export function encodeFiveBytes(frame: FiveByteFrame): Uint8Array {
  const bit = (set: boolean, at: number): number => (set ? 1 << at : 0);
  return Uint8Array.from([
    0x80 | frame.strength | bit(frame.first4, 4) | bit(frame.first5, 5) | bit(frame.beat, 6),
    frame.wave,
    frame.bar | bit(frame.third4, 4) | bit(frame.third5, 5) | ((frame.pulseRate & 0x80) >> 1),
    frame.pulseRate & 0x7f,
    frame.spo2,
  ]);
}

/** Null where the device says that it has none. */
export function rateOf(pulseRate: number): number | null {
  return pulseRate === 0 || pulseRate === NO_RATE ? null : pulseRate;
}

export function spo2Of(spo2: number): number | null {
  return spo2 === 0 || spo2 === NO_SPO2 ? null : spo2;
}

/** 0–1, or null. */
export function strengthOf(strength: number): number | null {
  return strength === NO_STRENGTH ? null : Math.min(1, strength / BEST_STRENGTH);
}

/** What the fields hold when there is nothing to tell. */
export const NO_FINGER_FIELDS = {
  strength: NO_STRENGTH,
  beat: false,
  wave: 0,
  bar: 0,
  pulseRate: NO_RATE,
  spo2: NO_SPO2,
} as const;
