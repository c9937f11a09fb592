import type { DecodedValue, PeripheralRegistration } from '../contract/registration.ts';
import {
  encodeFiveBytes,
  MAX_FIVE_BYTE_RATE,
  MAX_FIVE_BYTE_SPO2,
  MAX_FIVE_BYTE_WAVE,
} from '../session/five-byte-frame.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { CONTEC_OLD_DRIVER_ID, createContecOldDriver } from './driver.ts';
import { createContecOldParser } from './frame-parser.ts';
import { type ContecOldMessage, encodeRecord, encodeStoredHeader } from './messages.ts';
import { SAMPLE_RATE_HZ } from './protocol.ts';
import { CONTEC_OLD_FAULTS, createContecOldSimulator } from './simulator.ts';

const RECORDS = 60;

function valuesOf(message: ContecOldMessage): readonly DecodedValue[] {
  if (message.kind === 'stored-header') return [];
  const numbers = [
    ...decodedValue('pulse rate', message.pulseRateBpm, 1, MAX_FIVE_BYTE_RATE),
    ...decodedValue('SpO2', message.spo2Percent, 1, MAX_FIVE_BYTE_SPO2),
  ];
  return message.kind === 'stored-record'
    ? numbers
    : [...numbers, ...decodedValue('wave', message.wave, 0, MAX_FIVE_BYTE_WAVE)];
}

function liveFrames(): readonly Uint8Array[] {
  const flags = { first4: false, first5: false, third4: false, third5: false, beat: false };
  return Array.from({ length: SAMPLE_RATE_HZ }, (_, at) =>
    encodeFiveBytes({ ...flags, strength: at % 9, wave: 2 * at, bar: at % 16, pulseRate: 60 + 2 * at, spo2: 40 + at }),
  );
}

function storedFrames(): readonly Uint8Array[] {
  const records = Array.from({ length: RECORDS }, (_, at) => encodeRecord(60 + 2 * at, 40 + at));
  return [encodeStoredHeader(RECORDS), ...records];
}

const parser = { createParser: createContecOldParser, values: valuesOf };

export const contecOld: PeripheralRegistration = {
  id: CONTEC_OLD_DRIVER_ID,
  role: 'oximeter',
  title: 'CONTEC pulse oximeter, earlier protocol (CMS50D+, CMS50E)',
  // The cable holds a CP210x; the id is of that chip, which thousands of products carry.
  fingerprints: [{ vendorId: '10c4', productId: 'ea60', product: 'CP210x converter', specific: false }],
  line: { baudRate: 19_200, dataBits: 8, parity: 'odd', stopBits: 1 },
  faults: CONTEC_OLD_FAULTS,
  parsers: [
    registeredParser({ ...parser, name: 'live frames', sampleFrames: liveFrames }),
    registeredParser({ ...parser, name: 'stored values', sampleFrames: storedFrames }),
  ],
  createDriver: createContecOldDriver,
  createSimulator: createContecOldSimulator,
};
