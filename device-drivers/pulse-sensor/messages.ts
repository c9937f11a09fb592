/** Lines ⇄ what they say. Four ways of writing the same: letters, plotter values, CSV with a beat, PSWS. */
import type { DiscardReason } from '../session/framed.ts';
import {
  MAX_BPM,
  MAX_DEVICE_MS,
  MAX_INTERVAL_MS,
  MAX_QUALITY,
  MAX_SENSORS,
  MAX_SEQUENCE,
  MAX_SIGNAL,
  PSWS_FIELDS,
} from './protocol.ts';

/** A sample with what the sender makes of it; null where the line does not say. */
export interface PulseSample {
  readonly kind: 'sample';
  readonly signal: number;
  readonly beatsPerMinute: number | null;
  readonly intervalMs: number | null;
  readonly beat: boolean | null;
  /** Clock of the device. */
  readonly deviceMs: number | null;
  readonly sequence: number | null;
  /** True when the sender says that its signal is simulated. */
  readonly simulated: boolean;
  readonly quality: number | null;
}

/** A letter with a number. With one sensor S, B, Q; with several a, b, … samples, A, B, … rates, M, N, … intervals. */
export interface LetterLine {
  readonly kind: 'letter';
  readonly letter: string;
  readonly value: number;
}

export type PulseSensorMessage = PulseSample | LetterLine;

const NONE = {
  beatsPerMinute: null,
  intervalMs: null,
  beat: null,
  deviceMs: null,
  sequence: null,
  simulated: false,
  quality: null,
} as const;

const NUMBER = /^\d{1,10}$/;
/** Rate, interval and quality may be left out of a PSWS line. */
const NUMBER_OR_NOTHING = /^\d{0,10}$/;
const LETTER = /^([SBQa-kA-X])(\d{1,6})$/;

export function readLine(line: string): PulseSensorMessage | DiscardReason {
  const letter = LETTER.exec(line);
  if (letter !== null) return readLetter(letter[1] ?? '', Number(letter[2]));
  const fields = line.split(',').map((field) => field.trim());
  if (fields[0] === 'PSWS') return readPsws(fields);
  if (!fields.every((field) => NUMBER.test(field))) return 'malformed';
  const [first = 0, second = 0, third = 0, fourth = 0] = fields.map(Number);
  if (fields.length === 1) return checked({ ...NONE, kind: 'sample', signal: first });
  if (fields.length === 3) return checked(withBeat(third, first, second, null));
  if (fields.length === 4 && fourth <= 1) return checked(withBeat(first, second, third, fourth === 1));
  return 'malformed';
}

/** The sender's 0 means that it has none yet. */
function withBeat(signal: number, bpm: number, intervalMs: number, beat: boolean | null): PulseSample {
  return { ...NONE, kind: 'sample', signal, beatsPerMinute: bpm || null, intervalMs: intervalMs || null, beat };
}

function readLetter(letter: string, value: number): PulseSensorMessage | DiscardReason {
  const most = letterRange(letter);
  if (most === null) return 'malformed';
  return value > most ? 'out-of-range' : { kind: 'letter', letter, value };
}

/** The largest number that may stand behind a letter: a sample, a rate or an interval. */
export function letterRange(letter: string): number | null {
  if (letter === 'S') return MAX_SIGNAL;
  if (letter === 'Q') return MAX_INTERVAL_MS;
  const code = letter.charCodeAt(0);
  if (code >= 0x61 && code < 0x61 + MAX_SENSORS) return MAX_SIGNAL;
  if (code >= 0x41 && code < 0x41 + MAX_SENSORS) return MAX_BPM;
  return code >= 0x4d && code < 0x4d + MAX_SENSORS ? MAX_INTERVAL_MS : null;
}

/** `PSWS,version,LIVE|SIM,seq,ms,signal,bpm,ibi,beat,quality,STATE` and in version 2 seven fields about the sender. */
function readPsws(fields: readonly string[]): PulseSensorMessage | DiscardReason {
  const [, version = '', mode, ...rest] = fields;
  if (fields.length !== PSWS_FIELDS[version] || (mode !== 'LIVE' && mode !== 'SIM')) return 'malformed';
  const [sequence = '', deviceMs = '', signal = '', bpm = '', interval = '', beat = '', quality = '', state = ''] =
    rest;
  const areNumbers =
    [sequence, deviceMs, signal, beat].every((field) => NUMBER.test(field)) &&
    [bpm, interval, quality].every((field) => NUMBER_OR_NOTHING.test(field));
  if (!areNumbers || Number(beat) > 1 || !/^[A-Z0-9_]+$/.test(state)) return 'malformed';
  return checked({
    ...withBeat(Number(signal), Number(bpm), Number(interval), beat === '1'),
    sequence: Number(sequence),
    deviceMs: Number(deviceMs),
    quality: quality === '' ? null : Number(quality),
    simulated: mode === 'SIM',
  });
}

function checked(sample: PulseSample): PulseSample | DiscardReason {
  const inRange =
    sample.signal <= MAX_SIGNAL &&
    (sample.beatsPerMinute ?? 0) <= MAX_BPM &&
    (sample.intervalMs ?? 0) <= MAX_INTERVAL_MS &&
    (sample.quality ?? 0) <= MAX_QUALITY &&
    (sample.sequence ?? 0) <= MAX_SEQUENCE &&
    (sample.deviceMs ?? 0) <= MAX_DEVICE_MS;
  return inRange ? sample : 'out-of-range';
}

export interface LineFields {
  readonly signal: number;
  readonly bpm: number;
  readonly intervalMs: number;
  readonly beat: boolean;
  readonly sequence: number;
  readonly deviceMs: number;
}

/** For the simulator: the lines of one sample in each of the ways. */
export const ENCODERS = {
  letters: ({ signal, bpm, intervalMs, beat }: LineFields): readonly string[] =>
    beat ? [`S${signal}`, `B${bpm}`, `Q${intervalMs}`] : [`S${signal}`],
  'two-sensors': ({ signal, bpm, intervalMs, beat }: LineFields): readonly string[] =>
    beat ? [`a${signal}`, `b${signal}`, `A${bpm}`, `M${intervalMs}`] : [`a${signal}`, `b${signal}`],
  plotter: ({ signal, bpm, intervalMs }: LineFields): readonly string[] => [`${bpm},${intervalMs},${signal}`],
  csv: ({ signal, bpm, intervalMs, beat }: LineFields): readonly string[] => [
    `${signal},${bpm},${intervalMs},${Number(beat)}`,
  ],
  'psws-v1': (fields: LineFields): readonly string[] => [psws('1', fields)],
  'psws-v2': (fields: LineFields): readonly string[] => [`${psws('2', fields)},512,100,900,80,0,1,1`],
} as const;

export type Dialect = keyof typeof ENCODERS;

/** A simulator says SIM, as the protocol provides. */
function psws(version: string, { signal, bpm, intervalMs, beat, sequence, deviceMs }: LineFields): string {
  return `PSWS,${version},SIM,${sequence},${deviceMs},${signal},${bpm},${intervalMs},${Number(beat)},90,STEADY`;
}
