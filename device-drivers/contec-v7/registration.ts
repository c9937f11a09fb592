import type { DecodedValue, PeripheralRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { CONTEC_V7_DRIVER_ID, createContecV7Driver } from './driver.ts';
import { createContecV7Parser } from './frame-parser.ts';
import { type ContecV7Message, encodeRealtime } from './messages.ts';
import { MAX_PERFUSION_PERCENT, MAX_PULSE_RATE, MAX_SPO2, MAX_WAVE, SAMPLE_RATE_HZ } from './protocol.ts';
import { CONTEC_V7_FAULTS, createContecV7Simulator } from './simulator.ts';

function valuesOf(message: ContecV7Message): readonly DecodedValue[] {
  if (message.kind !== 'realtime') return [];
  return [
    ...decodedValue('wave', message.wave, 0, MAX_WAVE),
    ...decodedValue('pulse rate', message.pulseRateBpm, 1, MAX_PULSE_RATE),
    ...decodedValue('SpO2', message.spo2Percent, 1, MAX_SPO2),
    ...decodedValue('perfusion index', message.perfusionIndexPercent, 0, MAX_PERFUSION_PERCENT),
    ...decodedValue('strength', message.signalStrength, 0, 1),
  ];
}

function sampleFrames(): readonly Uint8Array[] {
  return Array.from({ length: SAMPLE_RATE_HZ }, (_, at) =>
    encodeRealtime({
      wave: at,
      bar: at % 16,
      beat: at === 0,
      pulseRateBpm: 60 + 2 * at,
      spo2Percent: 40 + at,
      perfusionIndexPercent: at % 20,
      signalStrength: 1,
      condition: 'ok',
    }),
  );
}

export const contecV7: PeripheralRegistration = {
  id: CONTEC_V7_DRIVER_ID,
  role: 'oximeter',
  title: 'CONTEC pulse oximeter, protocol V7.0 (CMS50D+ new, CMS50E/F, CMS60)',
  // The cable holds a CP210x; the id is of that chip, which thousands of products carry.
  fingerprints: [{ vendorId: '10c4', productId: 'ea60', product: 'CP210x converter', specific: false }],
  line: line8N1(115_200),
  faults: CONTEC_V7_FAULTS,
  parsers: [registeredParser({ name: 'packets', createParser: createContecV7Parser, sampleFrames, values: valuesOf })],
  createDriver: createContecV7Driver,
  createSimulator: createContecV7Simulator,
};
