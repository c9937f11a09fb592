/** An oximeter module that streams by itself: a wave at 62 Hz, and the numbers once a second. */
import type { PeripheralDriver } from '../contract/peripheral-driver.ts';
import type { DriverLink } from '../contract/registration.ts';
import { createPeripheral } from '../session/create-peripheral.ts';
import { createOximeterReadings } from '../session/oximeter-readings.ts';
import type { PeripheralDefinition } from '../session/peripheral-definition.ts';
import { createOemOximeterParser } from './frame-parser.ts';
import type { ModuleStatus, OemOximeterMessage } from './messages.ts';
import { WAVE_RATE_HZ } from './protocol.ts';

export const OEM_OXIMETER_DRIVER_ID = 'oem-oximeter';

const FIRST_FRAME_MS = 2000;
/** Sixty waves and one status are missing by then. */
const SILENCE_LIMIT_MS = 1000;
/** Numbers that were not repeated for this many waves (three seconds) are of a finger that may be gone. */
const OLD_AFTER_WAVES = 3 * WAVE_RATE_HZ;

const DEFINITION: PeripheralDefinition<OemOximeterMessage> = {
  id: OEM_OXIMETER_DRIVER_ID,
  role: 'oximeter',
  createParser: createOemOximeterParser,
  silence: { limitMs: SILENCE_LIMIT_MS, from: 'connected' },
  async greet(talk) {
    await talk.until(FIRST_FRAME_MS, 'driver/silent', ({ kind }) => (kind === 'other' ? undefined : true));
    return {
      maker: 'unknown',
      model: 'OEM pulse-oximeter module',
      serialNumber: 'unknown',
      firmwareVersion: 'unknown',
      protocolVersion: 'FE frames',
      calibratedOn: null,
    };
  },
  run(talk, onReading) {
    const read = createOximeterReadings(WAVE_RATE_HZ, onReading);
    let status: ModuleStatus | null = null;
    let wavesSince = 0;
    talk.listen((message) => {
      if (message.kind === 'status') {
        status = message;
        wavesSince = 0;
      }
      if (message.kind !== 'wave') return;
      wavesSince += 1;
      if (status === null && wavesSince <= WAVE_RATE_HZ) return;
      read(frameOf(message.level, wavesSince > OLD_AFTER_WAVES ? null : status));
    });
    return talk.ended;
  },
};

/** Only that there are no numbers is known, not why. */
function frameOf(wave: number, status: ModuleStatus | null) {
  const { pulseRateBpm = null, spo2Percent = null } = status ?? {};
  const condition = spo2Percent === null ? ('searching' as const) : ('ok' as const);
  return { wave, pulseRateBpm, spo2Percent, perfusionIndexPercent: null, signalStrength: null, condition };
}

export function createOemOximeterDriver(link: DriverLink): PeripheralDriver {
  return createPeripheral(DEFINITION, link);
}
