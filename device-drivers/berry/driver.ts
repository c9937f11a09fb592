/** Berry Med oximeters: BERRY frames where the device has them, BCI frames where it has not. */

import { DriverError } from '../contract/driver-error.ts';
import type { PeripheralDriver } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import type { Conversation } from '../session/conversation.ts';
import { createPeripheral } from '../session/create-peripheral.ts';
import { createOximeterReadings } from '../session/oximeter-readings.ts';
import type { PeripheralDefinition } from '../session/peripheral-definition.ts';
import { createBerryParser } from './frame-parser.ts';
import type { BerryMessage } from './messages.ts';
import { COMMAND, DEFAULT_RATE_HZ, RATES_HZ } from './protocol.ts';

export const BERRY_DRIVER_ID = 'berry';

const USE_BERRY = Uint8Array.of(COMMAND.useBerry, COMMAND.rate100Hz);
/** A device that knows BERRY changes over within a few frames. */
const CHANGE_OVER_MS = 600;
const CHANGE_OVER_TRIES = 2;
const FIRST_FRAME_MS = 1500;
const VERSION_MS = 300;
const SILENCE_LIMIT_MS = 1000;

export function createBerryDriver(link: DriverLink): PeripheralDriver {
  let framing: 'berry' | 'bci' = 'berry';
  let rateHz = DEFAULT_RATE_HZ;

  /** BERRY when the device obeys; otherwise BCI, if it sends that at all. */
  async function settleFraming(talk: Conversation<BerryMessage>): Promise<void> {
    framing = 'berry';
    try {
      const answer = (message: BerryMessage): number | undefined =>
        message.kind === 'berry' ? message.rateHz : undefined;
      const ask = { name: 'berry framing', bytes: USE_BERRY, timeoutMs: CHANGE_OVER_MS, tries: CHANGE_OVER_TRIES };
      const told = await talk.ask({ ...ask, answer });
      rateHz = RATES_HZ.includes(told) ? told : DEFAULT_RATE_HZ;
    } catch (error) {
      if (!(error instanceof DriverError && error.code === 'driver/no-acknowledgement')) throw error;
      framing = 'bci';
      rateHz = DEFAULT_RATE_HZ;
      await talk.until(FIRST_FRAME_MS, 'driver/silent', (message) => (message.kind === 'bci' ? true : undefined));
    }
  }

  const definition: PeripheralDefinition<BerryMessage> = {
    id: BERRY_DRIVER_ID,
    role: 'oximeter',
    createParser: createBerryParser,
    silence: { limitMs: SILENCE_LIMIT_MS, from: 'connected' },
    farewell: () => Uint8Array.of(COMMAND.stop),
    async greet(talk) {
      await settleFraming(talk);
      const firmwareVersion = await versionOf(talk, 'software', COMMAND.softwareVersion);
      const hardware = await versionOf(talk, 'hardware', COMMAND.hardwareVersion);
      return {
        maker: 'Berry Med',
        model: hardware === '' ? 'pulse oximeter' : `pulse oximeter, hardware ${hardware}`,
        serialNumber: '',
        firmwareVersion,
        protocolVersion: framing === 'berry' ? 'BERRY 1.0' : 'BCI 1.0',
        calibratedOn: null,
      };
    },
    run(talk, onReading) {
      const read = createOximeterReadings(rateHz, onReading);
      talk.listen((message) => {
        if (message.kind === 'version' || message.kind !== framing) return;
        read(message);
        if (message.kind === 'berry' && message.beat && message.intervalMs !== null) {
          onReading({ kind: 'beat', beatsPerMinute: message.pulseRateBpm, intervalMs: message.intervalMs });
        }
      });
      return talk.ended;
    },
  };
  return createPeripheral(definition, link);
}

/** Empty when the device does not say. */
async function versionOf(
  talk: Conversation<BerryMessage>,
  of: 'software' | 'hardware',
  command: number,
): Promise<string> {
  talk.send(Uint8Array.of(command));
  try {
    return await talk.until(VERSION_MS, 'driver/no-acknowledgement', (message) =>
      message.kind === 'version' && message.of === of ? message.text : undefined,
    );
  } catch (error) {
    if (error instanceof DriverError && error.code === 'driver/no-acknowledgement') return '';
    throw error;
  }
}
