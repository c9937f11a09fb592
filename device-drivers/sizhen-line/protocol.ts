/**
 * Numbers of the open line protocol. PROTOCOL.md is the specification; a test holds the two together.
 * The pressure limit is that of a published three-channel pulse instrument (maplenight1235/tcm-pulse-Database).
 */
export { DEFAULT_PRESSURE_PA } from '../contract/contact-pressure.ts';

export const PROTOCOL_VERSION = '1.1';
/** What a device says that knows only the lines of the first edition. */
export const FIRST_VERSION = '1.0';
export const PROTOCOL_MAJOR = 1;

/** Longest line, its line feed included. */
export const MAX_LINE_BYTES = 1024;
export const SEQUENCE_MODULUS = 65_536;

/** First byte of a line: who speaks. */
export const HOST_MARK = 0x3e;
export const DEVICE_MARK = 0x3c;

export const HOST_BEAT_MS = 500;
/** A device that hears no valid line for this long releases pressure, puts out its lamps and waits for HELLO. */
export const HOST_SILENCE_LIMIT_MS = 1500;
export const DEVICE_STATUS_MS = 250;
/** Below the 2 s in which a silent device must be noticed. */
export const DEVICE_SILENCE_LIMIT_MS = 1500;

export const ANSWER_TIMEOUT_MS = 300;
export const COMMAND_TRIES = 4;
/** Four tries and the wait for release stay within the second in which an abort must end a task. */
export const ABORT_TIMEOUT_MS = 120;
export const ABORT_RELEASE_WAIT_MS = 400;

/** A finished step is kept under pressure this long for the next command, then released by the device itself. */
export const HOLDING_LIMIT_MS = 3000;
export const RELEASE_LIMIT_MS = 1000;

export const PRESSURE_LIMIT_PA = 90_000;
export const MAX_SETTLE_MS = 30_000;
export const MAX_HOLD_MS = 120_000;

/** Samples travel as whole tenths of a pascal. */
export const SAMPLE_UNITS_PER_PA = 10;
export const MIN_SAMPLE_RATE_HZ = 200;
export const MAX_SAMPLES_PER_LINE = 20;

/** 960 base64 characters, no padding before the last chunk. */
export const CHUNK_BYTES = 720;
export const MAX_PICTURE_BYTES = 16 * 1024 * 1024;
export const MAX_WANTED_CHUNKS = 100;

/** What `PICTURE` calls the photograph that `REFERENCE` asked for. */
export const REFERENCE_PICTURE = 'reference';

export const DEVICE_STATES = [
  'waiting',
  'idle',
  'pressing',
  'sampling',
  'holding',
  'releasing',
  'picture',
  'preview',
  'fault',
] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

export const NAK_REASONS = [
  'unknown-command',
  'bad-argument',
  'pressure-limit',
  'wrong-state',
  'no-such-picture',
  'version',
] as const;
export type NakReason = (typeof NAK_REASONS)[number];

export const DEVICE_FAULTS = [
  'none',
  'over-pressure',
  'pressure-not-reached',
  'pressure-sensor',
  'actuator',
  'camera',
  'lamp',
  'internal',
] as const;
export type DeviceFault = (typeof DEVICE_FAULTS)[number];
