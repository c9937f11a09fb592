/** Frames ⇄ what they say. What the source does not name is carried or left out, never interpreted. */
import { FRAME_BYTES, ID, MAX_PULSE_RATE, MAX_SPO2, START, TYPE } from './protocol.ts';

export interface ModuleStatus {
  readonly kind: 'status';
  readonly pulseRateBpm: number | null;
  readonly spo2Percent: number | null;
  /** Its unit is not documented, so that it is no perfusion index yet. */
  readonly perfusionRaw: number;
}

export type OemOximeterMessage =
  | { readonly kind: 'wave'; readonly level: number }
  | ModuleStatus
  /** A good frame of an id that the source does not name. */
  | { readonly kind: 'other'; readonly id: number };

/** Where the data begin, behind start, length, type and id. */
const DATA = 4;

/** Sum of type, id and data of a whole frame. */
export function sumOf(frame: Uint8Array): number {
  return frame.subarray(2, -1).reduce((sum, byte) => (sum + byte) & 0xff, 0);
}

/** The frame's form and sum have been checked. */
export function decodeFrame(frame: Uint8Array): OemOximeterMessage {
  const id = frame[3] ?? 0;
  if (id === ID.wave && frame.length === FRAME_BYTES.wave) return { kind: 'wave', level: frame[DATA] ?? 0 };
  if (id === ID.status && frame.length === FRAME_BYTES.status) return decodeStatus(frame);
  return { kind: 'other', id };
}

function decodeStatus(frame: Uint8Array): ModuleStatus {
  const word = (at: number): number => (frame[at] ?? 0) | ((frame[at + 1] ?? 0) << 8);
  const rate = word(DATA);
  const spo2 = frame[DATA + 2] ?? 0;
  return {
    kind: 'status',
    pulseRateBpm: rate === 0 || rate > MAX_PULSE_RATE ? null : rate,
    spo2Percent: spo2 === 0 || spo2 > MAX_SPO2 ? null : spo2,
    perfusionRaw: word(DATA + 3),
  };
}

/** For the simulator. The two bytes behind the level are those of the published example. */
export function encodeWave(level: number): Uint8Array {
  return withSum([START, FRAME_BYTES.wave, TYPE, ID.wave, level, 0x00, 0x0f]);
}

/** For the simulator. What the source does not name is as in its published example. */
export function encodeStatus({ pulseRateBpm, spo2Percent, perfusionRaw }: Omit<ModuleStatus, 'kind'>): Uint8Array {
  const rate = pulseRateBpm ?? 0;
  const named = [rate & 0xff, rate >> 8, spo2Percent ?? 0, perfusionRaw & 0xff, perfusionRaw >> 8];
  return withSum([START, FRAME_BYTES.status, TYPE, ID.status, ...named, 0x00, 0x00, 0x03, 0x03, 0x64, 0x00]);
}

function withSum(bytes: readonly number[]): Uint8Array {
  const frame = Uint8Array.from([...bytes, 0]);
  return frame.with(-1, sumOf(frame));
}
