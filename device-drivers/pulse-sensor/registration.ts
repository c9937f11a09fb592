import type { DecodedValue, PeripheralRegistration, RegisteredParser } from '../contract/registration.ts';
import { line8N1 } from '../contract/serial-line.ts';
import { decodedValue, registeredParser } from '../session/registered-parser.ts';
import { createPulseSensorDriver, PULSE_SENSOR_DRIVER_ID } from './driver.ts';
import { createPulseSensorParser } from './line-reader.ts';
import { type Dialect, ENCODERS, letterRange, type PulseSensorMessage } from './messages.ts';
import { MAX_BPM, MAX_INTERVAL_MS, MAX_QUALITY, MAX_SIGNAL, SAMPLE_RATE_HZ } from './protocol.ts';
import { createPulseSensorSimulator, PULSE_SENSOR_FAULTS, PULSE_SENSOR_VARIANTS } from './simulator.ts';

function valuesOf(message: PulseSensorMessage): readonly DecodedValue[] {
  if (message.kind === 'letter')
    return decodedValue(message.letter, message.value, 0, letterRange(message.letter) ?? 0);
  return [
    ...decodedValue('signal', message.signal, 0, MAX_SIGNAL),
    ...decodedValue('rate', message.beatsPerMinute, 1, MAX_BPM),
    ...decodedValue('interval', message.intervalMs, 1, MAX_INTERVAL_MS),
    ...decodedValue('quality', message.quality, 0, MAX_QUALITY),
  ];
}

function parserOf(dialect: Dialect): RegisteredParser {
  const sampleFrames = (): readonly Uint8Array[] =>
    Array.from({ length: SAMPLE_RATE_HZ }, (_, at) =>
      ENCODERS[dialect]({
        signal: 400 + 4 * at,
        bpm: 60 + at,
        intervalMs: 1000 - at,
        beat: at % 25 === 0,
        sequence: at,
        deviceMs: 20 * at,
      }).map((line) => Buffer.from(`${line}\r\n`, 'latin1')),
    ).flat();
  return registeredParser({ name: dialect, createParser: createPulseSensorParser, sampleFrames, values: valuesOf });
}

export const pulseSensor: PeripheralRegistration = {
  id: PULSE_SENSOR_DRIVER_ID,
  role: 'pulse-sensor',
  title: 'PulseSensor on an Arduino (Playground sketches)',
  fingerprints: [
    { vendorId: '2341', productId: '0043', product: 'Arduino Uno', specific: false },
    { vendorId: '1a86', productId: '7523', product: 'CH340 converter of Arduino clones', specific: false },
  ],
  line: line8N1(115_200),
  faults: PULSE_SENSOR_FAULTS,
  variants: PULSE_SENSOR_VARIANTS,
  parsers: (Object.keys(ENCODERS) as Dialect[]).map(parserOf),
  createDriver: createPulseSensorDriver,
  createSimulator: createPulseSensorSimulator,
};
