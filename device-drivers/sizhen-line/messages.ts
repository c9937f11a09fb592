/** Typed messages ⇄ lines, one table for both directions; driver and simulator speak through it. */
import { crc32 } from 'node:zlib';
import { PICTURE_KINDS } from '../../src/domain/picture.ts';
import { PRESSURE_STEPS } from '../../src/domain/waveform.ts';
import type { RawLine } from './frame-parser.ts';
import {
  CHUNK_BYTES,
  DEVICE_FAULTS,
  DEVICE_MARK,
  DEVICE_STATES,
  HOST_MARK,
  MAX_HOLD_MS,
  MAX_LINE_BYTES,
  MAX_PICTURE_BYTES,
  MAX_SETTLE_MS,
  MAX_WANTED_CHUNKS,
  MIN_SAMPLE_RATE_HZ,
  NAK_REASONS,
  REFERENCE_PICTURE,
  SEQUENCE_MODULUS,
} from './protocol.ts';
import { decodePulseFields, encodePulseFields, type PulseLine } from './pulse-line.ts';
import {
  base64,
  type FieldCodec,
  type FieldValue,
  flag,
  numberList,
  optionalDate,
  sha256Hex,
  text,
  threeFlags,
  unsigned,
  word,
} from './wire-fields.ts';

const u16 = unsigned(SEQUENCE_MODULUS - 1);
const pascals = unsigned(1_000_000);
const picture = { pictureId: u16, picture: word(PICTURE_KINDS) };

export const HOST_LINES = {
  HELLO: { major: u16, host: text },
  BEAT: {},
  STEP: {
    stepNumber: u16,
    wrist: word(['left', 'right']),
    step: word(PRESSURE_STEPS),
    targetPa: pascals,
    settleMs: unsigned(MAX_SETTLE_MS),
    holdMs: unsigned(MAX_HOLD_MS, 1),
  },
  RELEASE: {},
  LAMP: { on: flag },
  TAKE: picture,
  REFERENCE: { pictureId: u16 },
  WANT: { pictureId: u16, indexes: numberList(MAX_WANTED_CHUNKS, SEQUENCE_MODULUS - 1) },
  DONE: { pictureId: u16 },
  PREVIEW: { picture: word(PICTURE_KINDS) },
  STOP: {},
  ABORT: {},
} as const;

export const DEVICE_LINES = {
  IDENT: {
    answers: u16,
    version: text,
    maker: text,
    model: text,
    serialNumber: text,
    firmwareVersion: text,
    calibratedOn: optionalDate,
    simulator: flag,
    sampleRateHz: unsigned(10_000, MIN_SAMPLE_RATE_HZ),
  },
  ACK: { answers: u16 },
  NAK: { answers: u16, reason: word(NAK_REASONS), detail: text },
  STATUS: {
    deviceTimeUs: unsigned(Number.MAX_SAFE_INTEGER),
    state: word(DEVICE_STATES),
    stepNumber: u16,
    sampleCount: unsigned(10_000_000),
    contact: threeFlags,
    motion: flag,
    lamp: flag,
    cunPa: pascals,
    guanPa: pascals,
    chiPa: pascals,
    fault: word(DEVICE_FAULTS),
  },
  PICTURE: {
    pictureId: u16,
    picture: word([...PICTURE_KINDS, REFERENCE_PICTURE]),
    phase: word(['begin', 'end']),
    mediaType: word(['image/jpeg', 'image/png']),
    totalBytes: unsigned(MAX_PICTURE_BYTES),
    chunkCount: unsigned(Math.ceil(MAX_PICTURE_BYTES / CHUNK_BYTES)),
    sha256: sha256Hex,
  },
  CHUNK: { pictureId: u16, index: u16, data: base64 },
  FRAME: { frame: u16, index: u16, chunkCount: u16, data: base64 },
} as const;

type Table = Readonly<Record<string, Readonly<Record<string, FieldCodec<unknown>>>>>;
type MessageOf<T> = {
  [K in keyof T]: { readonly kind: K } & { readonly [F in keyof T[K]]: FieldValue<T[K][F]> };
}[keyof T];

export type HostMessage = MessageOf<typeof HOST_LINES>;
export type DeviceMessage = MessageOf<typeof DEVICE_LINES> | PulseLine;
export type HostCommand = Exclude<HostMessage, { kind: 'BEAT' }>;
export type DeviceAnswer = Extract<DeviceMessage, { kind: 'ACK' | 'NAK' | 'IDENT' }>;
export type IdentMessage = Extract<DeviceMessage, { kind: 'IDENT' }>;
export type StatusMessage = Extract<DeviceMessage, { kind: 'STATUS' }>;
export type PictureMessage = Extract<DeviceMessage, { kind: 'PICTURE' }>;
export type ChunkMessage = Extract<DeviceMessage, { kind: 'CHUNK' }>;

export function encodeHostLine(sequence: number, message: HostMessage): Buffer {
  return encodeLine(HOST_MARK, message.kind, sequence, encodeFields(HOST_LINES[message.kind], message));
}

export function encodeDeviceLine(sequence: number, message: DeviceMessage): Buffer {
  const fields = message.kind === 'P' ? encodePulseFields(message) : encodeFields(DEVICE_LINES[message.kind], message);
  return encodeLine(DEVICE_MARK, message.kind, sequence, fields);
}

/** Undefined: the line is whole but says nothing the protocol allows. */
export function decodeHostLine(line: RawLine): HostMessage | undefined {
  return decodeFields(HOST_ROWS, line) as HostMessage | undefined;
}

export function decodeDeviceLine(line: RawLine): DeviceMessage | undefined {
  if (line.name === 'P') return decodePulseFields(line.bytes, line.fieldsFrom, line.fieldsTo);
  return decodeFields(DEVICE_ROWS, line) as DeviceMessage | undefined;
}

function encodeLine(mark: number, name: string, sequence: number, fields: string): Buffer {
  const head = `${String.fromCharCode(mark)}${name},${sequence}`;
  const body = Buffer.from(fields === '' ? head : `${head},${fields}`, 'latin1');
  const crc = crc32(body).toString(16).toUpperCase().padStart(8, '0');
  const line = Buffer.concat([body, Buffer.from(`*${crc}\n`, 'latin1')]);
  if (line.length > MAX_LINE_BYTES) throw new RangeError(`${name} line of ${line.length} bytes`);
  return line;
}

function encodeFields(
  row: Readonly<Record<string, FieldCodec<unknown>>>,
  message: HostMessage | DeviceMessage,
): string {
  const values = message as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(row)
    .map(([name, codec]) => codec.encode(values[name]))
    .join(',');
}

type Row = readonly (readonly [string, FieldCodec<unknown>])[];

const rowsOf = (table: Table): ReadonlyMap<string, Row> =>
  new Map(Object.entries(table).map(([name, row]) => [name, Object.entries(row)]));

const HOST_ROWS = rowsOf(HOST_LINES);
const DEVICE_ROWS = rowsOf(DEVICE_LINES);

function decodeFields(rows: ReadonlyMap<string, Row>, line: RawLine): object | undefined {
  const row = rows.get(line.name);
  if (row === undefined) return undefined;
  const fields = line.bytes.toString('latin1', line.fieldsFrom, line.fieldsTo);
  const parts = row.length === 0 && fields === '' ? [] : fields.split(',');
  if (parts.length !== row.length) return undefined;
  const message: Record<string, unknown> = { kind: line.name };
  let at = 0;
  for (const [name, codec] of row) {
    const value = codec.decode(parts[at] ?? '');
    if (value === undefined) return undefined;
    message[name] = value;
    at += 1;
  }
  return message;
}
