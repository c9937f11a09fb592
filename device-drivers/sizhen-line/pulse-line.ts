/**
 * The one line that comes many times a second, coded by hand so that reading it allocates little.
 * `stepNumber,firstIndex,deviceTimeUs,contact,motion,cunPa,guanPa,chiPa,cun,guan,chi`; the last three fields are signed
 * tenths of a pascal, the first absolute and the others differences: `+1234-5+0`.
 */
import { MAX_SAMPLES_PER_LINE, SAMPLE_UNITS_PER_PA } from './protocol.ts';

export interface PulseLine {
  readonly kind: 'P';
  readonly stepNumber: number;
  /** Index of the first sample within the step. */
  readonly firstIndex: number;
  /** Device clock at the first sample. */
  readonly deviceTimeUs: number;
  readonly contact: readonly [boolean, boolean, boolean];
  readonly motion: boolean;
  readonly contactPressurePa: readonly [number, number, number];
  readonly cunPa: Float32Array;
  readonly guanPa: Float32Array;
  readonly chiPa: Float32Array;
}

const COMMA = 0x2c;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZERO = 0x30;
/** A million units are 100 kPa, more than the instrument may ever press. */
const MAX_SAMPLE_UNITS = 1_000_000;

interface Cursor {
  readonly bytes: Buffer;
  readonly to: number;
  at: number;
}

export function encodePulseFields(line: PulseLine): string {
  const head = [line.stepNumber, line.firstIndex, line.deviceTimeUs, line.contact.map(Number).join('')];
  const waves = [line.cunPa, line.guanPa, line.chiPa].map(encodeWave);
  return [...head, Number(line.motion), ...line.contactPressurePa, ...waves].join(',');
}

export function decodePulseFields(bytes: Buffer, from: number, to: number): PulseLine | undefined {
  const cursor: Cursor = { bytes, to, at: from };
  const stepNumber = readUnsigned(cursor);
  const firstIndex = readUnsigned(cursor);
  const deviceTimeUs = readUnsigned(cursor);
  const contact = readBits(cursor, 3);
  const motion = readBits(cursor, 1);
  const cun = readUnsigned(cursor);
  const guan = readUnsigned(cursor);
  const chi = readUnsigned(cursor);
  if (Math.min(stepNumber, firstIndex, deviceTimeUs, contact, motion, cun, guan, chi) < 0) return undefined;
  const cunPa = readWave(cursor);
  const guanPa = readWave(cursor);
  const chiPa = readWave(cursor);
  if (cunPa === undefined || guanPa === undefined || chiPa === undefined || cursor.at !== to + 1) return undefined;
  if (cunPa.length !== guanPa.length || cunPa.length !== chiPa.length) return undefined;
  return {
    kind: 'P',
    stepNumber,
    firstIndex,
    deviceTimeUs,
    contact: [(contact & 4) !== 0, (contact & 2) !== 0, (contact & 1) !== 0],
    motion: motion === 1,
    contactPressurePa: [cun, guan, chi],
    cunPa,
    guanPa,
    chiPa,
  };
}

function encodeWave(samplesPa: Float32Array): string {
  let previous = 0;
  let encoded = '';
  for (const pa of samplesPa) {
    const units = Math.round(pa * SAMPLE_UNITS_PER_PA);
    const step = units - previous;
    encoded += step < 0 ? String(step) : `+${step}`;
    previous = units;
  }
  return encoded;
}

/** Digits up to the comma, which is passed; -1 when there are none or something else stands there. */
function readUnsigned(cursor: Cursor): number {
  const { bytes, to } = cursor;
  const from = cursor.at;
  let at = from;
  let value = 0;
  for (; at < to; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  cursor.at = at + 1;
  return at > from && at < to && bytes[at] === COMMA && value <= Number.MAX_SAFE_INTEGER ? value : -1;
}

function readBits(cursor: Cursor, count: number): number {
  let value = 0;
  for (let bit = 0; bit < count; bit += 1) {
    const digit = (cursor.bytes[cursor.at] as number) - ZERO;
    if (digit !== 0 && digit !== 1) return -1;
    value = value * 2 + digit;
    cursor.at += 1;
  }
  cursor.at += 1;
  return cursor.bytes[cursor.at - 1] === COMMA ? value : -1;
}

const scratch = new Float32Array(MAX_SAMPLES_PER_LINE);

function readWave(cursor: Cursor): Float32Array | undefined {
  const { bytes, to } = cursor;
  let at = cursor.at;
  let count = 0;
  let units = 0;
  while (at < to && bytes[at] !== COMMA) {
    const sign = bytes[at];
    if ((sign !== PLUS && sign !== MINUS) || count === MAX_SAMPLES_PER_LINE) return undefined;
    at += 1;
    const digitsFrom = at;
    let size = 0;
    for (; at < to; at += 1) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) break;
      size = size * 10 + digit;
    }
    units += sign === PLUS ? size : -size;
    if (at === digitsFrom || units > MAX_SAMPLE_UNITS || units < -MAX_SAMPLE_UNITS) return undefined;
    scratch[count] = units / SAMPLE_UNITS_PER_PA;
    count += 1;
  }
  cursor.at = at + 1;
  return count === 0 ? undefined : scratch.slice(0, count);
}
