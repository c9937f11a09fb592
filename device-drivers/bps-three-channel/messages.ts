/** Typed messages ⇄ payloads; driver and simulator speak through it. */
import type { PulsePosition } from '../../src/domain/waveform.ts';
import { encodeBridgeFrame } from './frame-parser.ts';
import {
  type BpsCommand,
  type BpsStatus,
  BRIDGE_VERSION,
  CHANNELS,
  COMMANDS,
  MAX_SAMPLE_PA,
  PRESSURE_COMMAND_BYTES,
  SAMPLE_BYTES,
  STATUSES,
} from './protocol.ts';

export interface BpsSample {
  readonly kind: 'sample';
  readonly deviceTimeUs: number;
  /** Whole pressure under each cuff, static and pulse together. */
  readonly pressurePa: Readonly<Record<PulsePosition, number>>;
}

export type BpsMessage =
  /** `linked`: the bridge holds its radio link to the instrument. */
  | { readonly kind: 'bridge'; readonly version: number; readonly linked: boolean; readonly name: string }
  /** The instrument has confirmed a write, or the bridge could not make it. */
  | { readonly kind: 'written'; readonly command: BpsCommand; readonly ok: boolean }
  | { readonly kind: 'status'; readonly status: BpsStatus }
  | BpsSample;

export type HostMessage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'read-status' }
  | { readonly kind: 'command'; readonly command: Exclude<BpsCommand, 'pressure'> }
  | {
      readonly kind: 'command';
      readonly command: 'pressure';
      readonly targetPa: Readonly<Record<PulsePosition, number>>;
    };

const NOTHING = new Uint8Array(0);
const COMMAND_NAMES = Object.keys(COMMANDS) as BpsCommand[];
const commandOf = (code: number | undefined): BpsCommand | undefined =>
  COMMAND_NAMES.find((name) => COMMANDS[name] === code);

export function decodeDevicePayload(channel: number, payload: Uint8Array): BpsMessage | 'malformed' | 'out-of-range' {
  switch (channel) {
    case CHANNELS.bridge:
      return decodeBridge(payload);
    case CHANNELS.command:
      return decodeWritten(payload);
    case CHANNELS.status:
      return decodeStatus(payload);
    case CHANNELS.data:
      return decodeSample(payload);
    default:
      return 'malformed';
  }
}

function decodeBridge(payload: Uint8Array): BpsMessage | 'malformed' {
  const [version, linked] = payload;
  if (version === undefined || linked === undefined || linked > 1) return 'malformed';
  return { kind: 'bridge', version, linked: linked === 1, name: Buffer.from(payload.subarray(2)).toString('utf8') };
}

function decodeWritten(payload: Uint8Array): BpsMessage | 'malformed' {
  const command = commandOf(payload[0]);
  if (payload.length !== 2 || command === undefined) return 'malformed';
  return { kind: 'written', command, ok: payload[1] === 0 };
}

/** A little-endian integer of whatever width the firmware notifies. */
function decodeStatus(payload: Uint8Array): BpsMessage | 'malformed' {
  const value = payload.reduceRight((sum, byte) => sum * 256 + byte, 0);
  const status = STATUSES[value as keyof typeof STATUSES];
  return status === undefined ? 'malformed' : { kind: 'status', status };
}

function decodeSample(payload: Uint8Array): BpsMessage | 'malformed' | 'out-of-range' {
  if (payload.length !== SAMPLE_BYTES) return 'malformed';
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const timeUs = view.getBigUint64(0, true);
  const [cun, guan, chi] = [view.getFloat32(8, true), view.getFloat32(12, true), view.getFloat32(16, true)];
  const inRange = [cun, guan, chi].every((pa) => Math.abs(pa) <= MAX_SAMPLE_PA);
  if (!inRange || timeUs > BigInt(Number.MAX_SAFE_INTEGER)) return 'out-of-range';
  return { kind: 'sample', deviceTimeUs: Number(timeUs), pressurePa: { cun, guan, chi } };
}

export function encodeDeviceMessage(message: BpsMessage): Uint8Array {
  switch (message.kind) {
    case 'bridge': {
      const payload = Uint8Array.of(message.version, message.linked ? 1 : 0, ...Buffer.from(message.name, 'utf8'));
      return encodeBridgeFrame(CHANNELS.bridge, payload);
    }
    case 'written':
      return encodeBridgeFrame(CHANNELS.command, Uint8Array.of(COMMANDS[message.command], message.ok ? 0 : 1));
    case 'status': {
      const [value = '0'] = Object.entries(STATUSES).find(([, name]) => name === message.status) ?? [];
      return encodeBridgeFrame(CHANNELS.status, Uint8Array.of(Number(value)));
    }
    case 'sample':
      return encodeBridgeFrame(CHANNELS.data, encodeSample(message));
    default:
      return message satisfies never;
  }
}

export function encodeSample({ deviceTimeUs, pressurePa }: BpsSample): Uint8Array {
  const payload = new Uint8Array(SAMPLE_BYTES);
  const view = new DataView(payload.buffer);
  view.setBigUint64(0, BigInt(deviceTimeUs), true);
  view.setFloat32(8, pressurePa.cun, true);
  view.setFloat32(12, pressurePa.guan, true);
  view.setFloat32(16, pressurePa.chi, true);
  return payload;
}

export function encodeHostMessage(message: HostMessage): Uint8Array {
  if (message.kind === 'hello') return encodeBridgeFrame(CHANNELS.bridge, Uint8Array.of(BRIDGE_VERSION));
  if (message.kind === 'read-status') return encodeBridgeFrame(CHANNELS.status, NOTHING);
  if (message.command !== 'pressure') {
    return encodeBridgeFrame(CHANNELS.command, Uint8Array.of(COMMANDS[message.command]));
  }
  const payload = new Uint8Array(PRESSURE_COMMAND_BYTES);
  const view = new DataView(payload.buffer);
  payload[0] = COMMANDS.pressure;
  view.setFloat32(1, message.targetPa.cun, true);
  view.setFloat32(5, message.targetPa.guan, true);
  view.setFloat32(9, message.targetPa.chi, true);
  return encodeBridgeFrame(CHANNELS.command, payload);
}

/** For the simulator and the replay. */
export function decodeHostPayload(channel: number, payload: Uint8Array): HostMessage | 'malformed' {
  if (channel === CHANNELS.bridge) return { kind: 'hello' };
  if (channel === CHANNELS.status) return { kind: 'read-status' };
  const command = channel === CHANNELS.command ? commandOf(payload[0]) : undefined;
  if (command === undefined) return 'malformed';
  if (command !== 'pressure') return { kind: 'command', command };
  if (payload.length !== PRESSURE_COMMAND_BYTES) return 'malformed';
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const [cun, guan, chi] = [view.getFloat32(1, true), view.getFloat32(5, true), view.getFloat32(9, true)];
  return { kind: 'command', command, targetPa: { cun, guan, chi } };
}
