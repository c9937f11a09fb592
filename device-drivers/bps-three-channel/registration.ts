import type { DecodedValue, InstrumentRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { BPS_DRIVER_ID, BPS_PARTS, createBpsDriver } from './driver.ts';
import { createBridgeParser } from './frame-parser.ts';
import { type BpsMessage, decodeDevicePayload, encodeDeviceMessage } from './messages.ts';
import { MAX_SAMPLE_PA } from './protocol.ts';
import { createBpsReplayAdapter } from './replay-adapter.ts';
import { createBpsSimulator } from './simulator.ts';
import { BPS_FAULTS } from './simulator-faults.ts';

function valuesOf(message: BpsMessage): readonly DecodedValue[] {
  if (message.kind !== 'sample') return [];
  return Object.entries(message.pressurePa).flatMap(([channel, pa]) =>
    decodedValue(channel, pa, -MAX_SAMPLE_PA, MAX_SAMPLE_PA),
  );
}

function sampleFrames(): readonly Uint8Array[] {
  const samples = Array.from({ length: 100 }, (_, at) => ({
    kind: 'sample' as const,
    deviceTimeUs: 10_000 * at,
    pressurePa: { cun: 10_000 + at, guan: 10_500 + at, chi: 9_500 + at },
  }));
  const words: BpsMessage[] = [
    { kind: 'bridge', version: 1, linked: true, name: 'BSP' },
    { kind: 'written', command: 'start', ok: true },
    { kind: 'status', status: 'sampling' },
  ];
  return [...words, ...samples].map(encodeDeviceMessage);
}

/** The CRC is the last two bytes. */
function damageChecksum(frame: Uint8Array): Uint8Array {
  return frame.with(-1, (frame.at(-1) ?? 0) ^ 1);
}

export const bpsThreeChannel: InstrumentRegistration = {
  id: BPS_DRIVER_ID,
  role: 'instrument',
  parts: BPS_PARTS,
  title: 'Three-channel pulse instrument (BPS) over a serial bridge',
  // The bridge is a small board with a radio and a converter; it has no USB id of its own yet.
  fingerprints: [{ vendorId: '10c4', productId: 'ea60', product: 'CP210x converter', specific: false }],
  line: line8N1(115_200),
  faults: BPS_FAULTS,
  parsers: [
    registeredParser<BpsMessage>({
      name: 'bridge frames',
      createParser: (emit) => createBridgeParser(decodeDevicePayload, emit),
      sampleFrames,
      values: valuesOf,
    }),
  ],
  damageChecksum,
  createDriver: createBpsDriver,
  createSimulator: createBpsSimulator,
  createReplayAdapter: createBpsReplayAdapter,
};
