import type { DecodedValue, PeripheralRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { createOemOximeterDriver, OEM_OXIMETER_DRIVER_ID } from './driver.ts';
import { createOemOximeterParser } from './frame-parser.ts';
import { encodeStatus, encodeWave, type OemOximeterMessage } from './messages.ts';
import { MAX_PULSE_RATE, MAX_SPO2, MAX_WAVE, WAVE_RATE_HZ } from './protocol.ts';
import { createOemOximeterSimulator, OEM_OXIMETER_FAULTS } from './simulator.ts';

function valuesOf(message: OemOximeterMessage): readonly DecodedValue[] {
  if (message.kind === 'wave') return decodedValue('wave', message.level, 0, MAX_WAVE);
  if (message.kind === 'other') return [];
  return [
    ...decodedValue('pulse rate', message.pulseRateBpm, 1, MAX_PULSE_RATE),
    ...decodedValue('SpO2', message.spo2Percent, 1, MAX_SPO2),
    ...decodedValue('perfusion', message.perfusionRaw, 0, 65_535),
  ];
}

function sampleFrames(): readonly Uint8Array[] {
  const waves = Array.from({ length: WAVE_RATE_HZ }, (_, at) => encodeWave(at));
  return [encodeStatus({ pulseRateBpm: 75, spo2Percent: 96, perfusionRaw: 3000 }), ...waves];
}

/** The sum is the last byte. */
function damageChecksum(frame: Uint8Array): Uint8Array {
  return frame.with(-1, (frame.at(-1) ?? 0) ^ 1);
}

export const oemOximeter: PeripheralRegistration = {
  id: OEM_OXIMETER_DRIVER_ID,
  role: 'oximeter',
  title: 'OEM pulse-oximeter module (FE frames)',
  // A bare module sits behind whatever converter its integrator chose: a port is given to it by hand.
  fingerprints: [],
  // The source names no rate; these frames fill half of 9600 baud, the rate of the blood-pressure module beside it.
  line: line8N1(9600),
  faults: OEM_OXIMETER_FAULTS,
  parsers: [
    registeredParser({ name: 'frames', createParser: createOemOximeterParser, sampleFrames, values: valuesOf }),
  ],
  damageChecksum,
  createDriver: createOemOximeterDriver,
  createSimulator: createOemOximeterSimulator,
};
