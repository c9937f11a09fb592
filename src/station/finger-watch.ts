import type { PeripheralReading } from '../../device-drivers/contract/peripheral-driver.ts';

/** A finger that moves loses its values for a moment; one that was away for longer is another measurement. */
const SAME_FINGER_MS = 5_000;

/** Tells of each reading of an oximeter since when it has told values of the same finger; null where it has none. */
export function createFingerWatch(): (reading: PeripheralReading, at: string) => string | null {
  let since = '';
  let seenAtMs = Number.NEGATIVE_INFINITY;
  return (reading, at) => {
    if (reading.kind !== 'oximetry' || reading.condition !== 'ok' || reading.spo2Percent === null) return null;
    const nowMs = Date.parse(at);
    if (nowMs - seenAtMs > SAME_FINGER_MS) since = at;
    seenAtMs = nowMs;
    return since;
  };
}
