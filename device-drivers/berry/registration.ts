import type { DecodedValue, PeripheralRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { encodeFiveBytes, MAX_FIVE_BYTE_WAVE } from '../session/five-byte-frame.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { BERRY_DRIVER_ID, createBerryDriver } from './driver.ts';
import { createBerryParser } from './frame-parser.ts';
import { type BerryMessage, encodeBerry } from './messages.ts';
import {
  AT,
  DEFAULT_RATE_HZ,
  FRAME_BYTES,
  MAX_BATTERY_PERCENT,
  MAX_INTERVAL_MS,
  MAX_PERFUSION_PERCENT,
  MAX_PLETH,
  MAX_PULSE_RATE,
  MAX_SPO2,
} from './protocol.ts';
import { BERRY_FAULTS, BERRY_VARIANTS, createBerrySimulator } from './simulator.ts';

function valuesOf(message: BerryMessage): readonly DecodedValue[] {
  if (message.kind === 'version') return [];
  const shared = [
    ...decodedValue('pulse rate', message.pulseRateBpm, 1, MAX_PULSE_RATE),
    ...decodedValue('SpO2', message.spo2Percent, 1, MAX_SPO2),
  ];
  if (message.kind === 'bci') return [...shared, ...decodedValue('wave', message.wave, 0, MAX_FIVE_BYTE_WAVE)];
  return [
    ...shared,
    ...decodedValue('wave', message.wave, 0, MAX_PLETH),
    ...decodedValue('perfusion index', message.perfusionIndexPercent, 0, MAX_PERFUSION_PERCENT),
    ...decodedValue('interval', message.intervalMs, 1, MAX_INTERVAL_MS),
    ...decodedValue('battery', message.batteryPercent, 0, MAX_BATTERY_PERCENT),
  ];
}

function berryFrames(): readonly Uint8Array[] {
  return Array.from({ length: DEFAULT_RATE_HZ }, (_, at) =>
    encodeBerry({
      index: at,
      wave: at,
      pulseRateBpm: 60 + at,
      spo2Percent: 1 + at,
      perfusionIndexPercent: at / 10,
      condition: 'ok',
      beat: at % 50 === 0,
      intervalMs: 500 + 5 * at,
      batteryPercent: at,
      rateHz: DEFAULT_RATE_HZ,
    }),
  );
}

function bciFrames(): readonly Uint8Array[] {
  const flags = { first4: false, first5: false, third4: false, third5: false, beat: false };
  return Array.from({ length: DEFAULT_RATE_HZ }, (_, at) =>
    encodeFiveBytes({ ...flags, strength: at % 9, wave: at, bar: at % 16, pulseRate: 60 + at, spo2: 1 + at }),
  );
}

/** A flipped bit in a value; frames of five bytes have no checksum and stay as they are. */
function damageChecksum(frame: Uint8Array): Uint8Array {
  const copy = frame.slice();
  if (copy.length === FRAME_BYTES) copy[AT.spo2] = (copy[AT.spo2] ?? 0) ^ 1;
  return copy;
}

const parser = { createParser: createBerryParser, values: valuesOf };

export const berry: PeripheralRegistration = {
  id: BERRY_DRIVER_ID,
  role: 'oximeter',
  title: 'Berry Med pulse oximeter, BCI and BERRY V1.0',
  fingerprints: [{ vendorId: '10c4', productId: 'ea60', product: 'CP210x converter', specific: false }],
  line: line8N1(115_200),
  faults: BERRY_FAULTS,
  variants: BERRY_VARIANTS,
  parsers: [
    registeredParser({ ...parser, name: 'BERRY frames', sampleFrames: berryFrames }),
    registeredParser({ ...parser, name: 'BCI frames', sampleFrames: bciFrames }),
  ],
  damageChecksum,
  createDriver: createBerryDriver,
  createSimulator: createBerrySimulator,
};
