/** CONTEC V7.0: started by the host, kept alive by it, streaming from the handshake to the goodbye. */
import { DriverError } from '../contract/driver-error.ts';
import type { PeripheralDriver } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import { createPeripheral } from '../session/create-peripheral.ts';
import { createOximeterReadings } from '../session/oximeter-readings.ts';
import type { PeripheralDefinition } from '../session/peripheral-definition.ts';
import { createContecV7Parser } from './frame-parser.ts';
import { type ContecV7Message, encodeCommand } from './messages.ts';
import { KEEP_ALIVE_MS, SAMPLE_RATE_HZ, SILENCE_LIMIT_MS } from './protocol.ts';

export const CONTEC_V7_DRIVER_ID = 'contec-v7';
/** A stream is there at once when the device is on; three tries cover one that is just waking. */
const START_TIMEOUT_MS = 1000;
const START_TRIES = 3;

const DEFINITION: PeripheralDefinition<ContecV7Message> = {
  id: CONTEC_V7_DRIVER_ID,
  role: 'oximeter',
  createParser: createContecV7Parser,
  silence: { limitMs: SILENCE_LIMIT_MS, from: 'connected' },
  keepAlive: { everyMs: KEEP_ALIVE_MS, bytes: encodeCommand('keepAlive') },
  farewell: () => encodeCommand('stop'),
  async greet(talk) {
    await talk.ask({
      name: 'start',
      bytes: encodeCommand('start'),
      timeoutMs: START_TIMEOUT_MS,
      tries: START_TRIES,
      answer: (message) => (message.kind === 'realtime' ? true : undefined),
    });
    return {
      maker: 'CONTEC',
      model: 'CMS50/CMS60 (protocol V7.0)',
      serialNumber: '',
      firmwareVersion: '',
      protocolVersion: '7.0',
      calibratedOn: null,
    };
  },
  run(talk, onReading) {
    const read = createOximeterReadings(SAMPLE_RATE_HZ, onReading);
    talk.listen((message) => {
      if (message.kind === 'realtime') read(message);
      if (message.kind === 'disconnect') {
        talk.fail(new DriverError('driver/instrument-fault', { reason: message.reason }));
      }
    });
    return talk.ended;
  },
};

export function createContecV7Driver(link: DriverLink): PeripheralDriver {
  return createPeripheral(DEFINITION, link);
}
