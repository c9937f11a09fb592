/** A PulseSensor behind an Arduino sketch: text lines as soon as the board is up, whichever way it writes them. */
import type { PeripheralDriver } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import { createPeripheral } from '../session/create-peripheral.ts';
import type { PeripheralDefinition } from '../session/peripheral-definition.ts';
import { createPulseSensorParser } from './line-reader.ts';
import type { PulseSensorMessage } from './messages.ts';
import { createSampleBatch } from './sample-batch.ts';

export const PULSE_SENSOR_DRIVER_ID = 'pulse-sensor';

/** Opening the port resets many boards; their boot loader and the sketch's own delay take up to three seconds. */
const FIRST_LINE_MS = 4000;
const SILENCE_LIMIT_MS = 1500;

const DEFINITION: PeripheralDefinition<PulseSensorMessage> = {
  id: PULSE_SENSOR_DRIVER_ID,
  role: 'pulse-sensor',
  createParser: createPulseSensorParser,
  silence: { limitMs: SILENCE_LIMIT_MS, from: 'connected' },
  async greet(talk) {
    const first = await talk.until(FIRST_LINE_MS, 'driver/silent', (message) => message);
    const isPsws = first.kind === 'sample' && first.sequence !== null;
    return {
      maker: 'World Famous Electronics',
      model: 'PulseSensor (Playground sketch)',
      serialNumber: '',
      firmwareVersion: '',
      protocolVersion: isPsws ? 'PSWS' : 'Playground',
      calibratedOn: null,
      simulated: first.kind === 'sample' && first.simulated,
    };
  },
  run(talk, onReading) {
    talk.listen(createSampleBatch(onReading));
    return talk.ended;
  },
};

export function createPulseSensorDriver(link: DriverLink): PeripheralDriver {
  return createPeripheral(DEFINITION, link);
}
