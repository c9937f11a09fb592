import type { PeripheralReading } from '../../device-drivers/contract/peripheral-driver.ts';
import type { DeviceReading } from '../domain/device-api.ts';
import { maskName } from '../domain/resident-number.ts';

/**
 * What pages may see of a reading; null of a wave, which goes its own way. No name, no number. `since` is of the finger
 * that an oximeter tells of.
 */
export function readingView(reading: PeripheralReading, at: string, since: string | null): DeviceReading | null {
  switch (reading.kind) {
    case 'wave':
      return null;
    case 'oximetry': {
      const { spo2Percent, pulseRateBpm, perfusionIndexPercent, condition } = reading;
      return { at, kind: 'oximetry', spo2Percent, pulseRateBpm, perfusionIndexPercent, condition, since };
    }
    case 'beat':
      return { at, kind: 'beat', beatsPerMinute: reading.beatsPerMinute, intervalMs: reading.intervalMs };
    case 'cuff-pressure':
      return { at, kind: 'cuff-pressure', pressureMmHg: reading.pressureMmHg };
    case 'blood-pressure': {
      const { systolicMmHg, meanMmHg, diastolicMmHg, pulseRateBpm } = reading;
      return { at, kind: 'blood-pressure', systolicMmHg, meanMmHg, diastolicMmHg, pulseRateBpm };
    }
    case 'identity-card':
      return { at, kind: 'card', maskedName: maskName(reading.card.name) };
    case 'card-refused':
      return { at, kind: 'card-refused', code: reading.code };
    case 'card-removed':
      return { at, kind: 'card-removed' };
  }
}
