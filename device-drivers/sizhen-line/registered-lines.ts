/** The line parser as the registry offers it: device lines, their numbers, and the ranges that PROTOCOL.md gives. */
import type { DecodedValue } from '../contract/registration.ts';
import type { ByteParser, Framed, DiscardReason as FramedReason } from '../session/framed.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { createFrameParser, type DiscardReason, type Frame } from './frame-parser.ts';
import { type DeviceMessage, decodeDeviceLine, encodeDeviceLine } from './messages.ts';

const MAX_PRESSURE_PA = 1_000_000;
const MAX_WAVE_PA = 100_000;
const SAMPLES_PER_LINE = 10;
const LINES_PER_S = 20;

const REASONS: Readonly<Record<DiscardReason, FramedReason>> = {
  noise: 'noise',
  echo: 'noise',
  'too-long': 'too-long',
  'bad-crc': 'wrong-checksum',
  malformed: 'malformed',
  incomplete: 'incomplete',
};

function createMessageParser(emit: (item: Framed<DeviceMessage>) => void): ByteParser {
  const parser = createFrameParser('device', (frame) => emit(toFramed(frame)));
  return {
    push: parser.push,
    finish: parser.finish,
    get heldBytes() {
      return parser.heldBytes();
    },
  };
}

function toFramed(frame: Frame): Framed<DeviceMessage> {
  if (frame.kind === 'discarded') return { ...frame, reason: REASONS[frame.reason] };
  const byteCount = frame.bytes.length;
  const message = decodeDeviceLine(frame);
  return message === undefined
    ? { kind: 'discarded', reason: 'malformed', byteCount, bytes: frame.bytes }
    : { kind: 'message', message, byteCount };
}

function valuesOf(message: DeviceMessage): readonly DecodedValue[] {
  if (message.kind === 'STATUS') {
    const { cunPa, guanPa, chiPa } = message;
    return [cunPa, guanPa, chiPa].flatMap((value) => decodedValue('contact pressure', value, 0, MAX_PRESSURE_PA));
  }
  if (message.kind !== 'P') return [];
  return [message.cunPa, message.guanPa, message.chiPa].flatMap((samples) =>
    Array.from(samples).flatMap((value) => decodedValue('wave', value, -MAX_WAVE_PA, MAX_WAVE_PA)),
  );
}

/** One second of a hold: twenty lines of ten samples. */
function sampleFrames(): readonly Uint8Array[] {
  return Array.from({ length: LINES_PER_S }, (_, line) => {
    const wave = Float32Array.from(
      { length: SAMPLES_PER_LINE },
      (__, at) => 100 * ((line * SAMPLES_PER_LINE + at) % 40),
    );
    return encodeDeviceLine(line, {
      kind: 'P',
      stepNumber: 1,
      firstIndex: line * SAMPLES_PER_LINE,
      deviceTimeUs: line * 50_000,
      contact: [true, true, true],
      motion: false,
      contactPressurePa: [12_000, 12_000, 12_000],
      cunPa: wave,
      guanPa: wave,
      chiPa: wave,
    });
  });
}

export const sizhenLineParser = registeredParser({
  name: 'device lines',
  createParser: createMessageParser,
  sampleFrames,
  values: valuesOf,
});

/** A flipped bit in the name of the line. */
export function damageLine(line: Uint8Array): Uint8Array {
  const copy = line.slice();
  copy[2] = (copy[2] ?? 0) ^ 1;
  return copy;
}
