import type { Measurement, NewMeasurement } from '../domain/measurement.ts';
import { judgeMeasurement } from '../domain/measurement-bounds.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

export type MeasurementToKeep = Omit<NewMeasurement, 'confirmedUnusual' | 'provenance'> & {
  readonly provenance: Omit<NewMeasurement['provenance'], 'method'>;
};

/**
 * Holds the values against the table of plausible values and keeps them. Throws `station/measurement-refused`,
 * `station/measurement-unusual` (context `items`), and as `Visits.addMeasurement`.
 */
export async function keepMeasurement(
  services: StationServices,
  visitId: string,
  measurement: MeasurementToKeep,
  confirmed: boolean,
): Promise<Measurement> {
  const { kind, values, timing } = measurement;
  const { refused, unusual } = judgeMeasurement(kind, values);
  if (refused.length > 0) {
    throw new StationError('station/measurement-refused', 'a value cannot be', { items: refused });
  }
  if ((kind === 'glucose') !== (timing !== null)) {
    throw new StationError('station/invalid-request', 'glucose and only glucose says when it was taken');
  }
  if (unusual.length > 0 && !confirmed) {
    throw new StationError('station/measurement-unusual', 'confirm the value', { items: unusual });
  }
  return services.visits.addMeasurement(visitId, {
    ...measurement,
    confirmedUnusual: unusual.length > 0,
    provenance: { ...measurement.provenance, method: `sizhen@${services.softwareVersion}` },
  });
}
