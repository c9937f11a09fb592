import type { KeepableReading } from '../domain/device-api.ts';
import type { Measurement } from '../domain/measurement.ts';

/** Oximeters are specified to ±2 %: within that two values are the same. */
const SPO2_CHANGE_PERCENT = 3;
/** A pulse that only breathes and settles stays within this. Chosen. */
const PULSE_RATE_CHANGE_BPM = 15;

/**
 * When a reading's measurement was kept; null while it should be offered. An oximeter tells new numbers every second: as
 * long as the same finger is in it they are one measurement, until they differ by more than the device's accuracy.
 */
export function keptAt(
  reading: KeepableReading['reading'],
  driverId: string,
  measurements: readonly Measurement[],
): string | null {
  const kept = measurements
    .filter(({ kind, provenance }) => kind === reading.kind && provenance.instrument?.driverId === driverId)
    .toSorted((a, b) => a.provenance.capturedAt.localeCompare(b.provenance.capturedAt))
    .at(-1);
  if (kept === undefined) return null;
  const { capturedAt } = kept.provenance;
  const isSame =
    reading.kind === 'oximetry'
      ? capturedAt >= (reading.since ?? reading.at) && !hasChanged(kept, reading)
      : capturedAt === reading.at;
  return isSame ? capturedAt : null;
}

function hasChanged({ values }: Measurement, now: Extract<KeepableReading['reading'], { kind: 'oximetry' }>): boolean {
  return (
    differs(values.spo2Percent, now.spo2Percent, SPO2_CHANGE_PERCENT) ||
    differs(values.pulseRateBpm, now.pulseRateBpm, PULSE_RATE_CHANGE_BPM)
  );
}

function differs(before: number | undefined, now: number | null, by: number): boolean {
  return before !== undefined && now !== null && Math.abs(now - before) >= by;
}
