import type { DecodedValue, PeripheralRegistration } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { createOemBloodPressureDriver, OEM_BLOOD_PRESSURE_DRIVER_ID } from './driver.ts';
import { createNibpParser } from './frame-parser.ts';
import { encodePolledCuff, encodeReply, encodeResult, encodeStreamedCuff, type NibpMessage } from './messages.ts';
import { MAX_CUFF_MMHG } from './protocol.ts';
import { decodeResult, encodeResultData, RESULT_BOUNDS } from './result-layout.ts';
import { createOemBloodPressureSimulator } from './simulator.ts';
import { OEM_BLOOD_PRESSURE_FAULTS } from './simulator-faults.ts';

function valuesOf(message: NibpMessage): readonly DecodedValue[] {
  if (message.kind === 'cuff') return decodedValue('cuff', message.pressureMmHg, 0, MAX_CUFF_MMHG);
  const verdict = message.kind === 'result' ? decodeResult(message.data) : null;
  if (verdict?.kind !== 'value') return [];
  const { systolicMmHg, meanMmHg, diastolicMmHg, pulseRateBpm } = verdict.value;
  return [
    ...decodedValue('systolic', systolicMmHg, ...RESULT_BOUNDS.systolic),
    ...decodedValue('mean', meanMmHg, ...RESULT_BOUNDS.mean),
    ...decodedValue('diastolic', diastolicMmHg, ...RESULT_BOUNDS.diastolic),
    ...decodedValue('pulse rate', pulseRateBpm, ...RESULT_BOUNDS.pulseRate),
  ];
}

function sampleFrames(): readonly Uint8Array[] {
  const data = encodeResultData({ systolicMmHg: 126, meanMmHg: 95, diastolicMmHg: 80, pulseRateBpm: 72 });
  return [
    encodeReply('received'),
    ...Array.from({ length: 20 }, (_, at) => encodeStreamedCuff(16 * at)),
    encodePolledCuff(142),
    encodeReply('done'),
    encodeResult(data, 'streamed'),
    encodeResult(data, 'polled'),
  ];
}

/** The sum is the last byte. */
function damageChecksum(frame: Uint8Array): Uint8Array {
  return frame.with(-1, (frame.at(-1) ?? 0) ^ 1);
}

export const oemBloodPressure: PeripheralRegistration = {
  id: OEM_BLOOD_PRESSURE_DRIVER_ID,
  role: 'blood-pressure',
  title: 'OEM blood-pressure module (3A/3E protocol)',
  // A bare module sits behind whatever converter its integrator chose.
  fingerprints: [{ vendorId: '067b', productId: '2303', product: 'PL2303 converter', specific: false }],
  line: line8N1(9600),
  faults: OEM_BLOOD_PRESSURE_FAULTS,
  parsers: [registeredParser({ name: 'frames', createParser: createNibpParser, sampleFrames, values: valuesOf })],
  damageChecksum,
  createDriver: createOemBloodPressureDriver,
  createSimulator: createOemBloodPressureSimulator,
};
