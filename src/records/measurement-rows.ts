import type { Selectable } from 'kysely';
import type { GlucoseTiming, MeasuredValues, Measurement, MeasurementKind } from '../domain/measurement.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { Query } from './database.ts';
import { RecordsError } from './records-error.ts';
import type { MeasurementTable } from './schema.ts';

interface Owner {
  readonly id: string;
  readonly resident_id: string;
}

/** The measurements of a visit in the order they were taken. */
export async function measurementsOf(query: Query, visit: Owner): Promise<readonly Measurement[]> {
  const rows = await query
    .selectFrom('measurement')
    .selectAll()
    .where('resident_id', '=', visit.resident_id)
    .where('visit_id', '=', visit.id)
    .orderBy('position')
    .execute();
  return rows.map(measurementFromRow);
}

/** Adds to the end. Throws `records/not-found` and `records/already-corrected` for a correction of no or of an old value. */
export async function insertMeasurement(tx: Query, visit: Owner, measurement: Measurement): Promise<Measurement> {
  const held = await measurementsOf(tx, visit);
  const { replaces } = measurement;
  if (replaces !== null) requireCorrectable(held, measurement, replaces);
  await tx
    .insertInto('measurement')
    .values(measurementRow(visit, measurement, held.length))
    .execute();
  return measurement;
}

function requireCorrectable(held: readonly Measurement[], { kind }: Measurement, replaces: string): void {
  if (!held.some((one) => one.id === replaces && one.kind === kind)) {
    throw new RecordsError('records/not-found', 'No such measurement in this visit', { replaces });
  }
  if (held.some((one) => one.replaces === replaces)) {
    throw new RecordsError('records/already-corrected', 'The measurement was corrected already', { replaces });
  }
}

export function measurementRow(visit: Owner, measurement: Measurement, position: number): MeasurementTable {
  return {
    resident_id: visit.resident_id,
    visit_id: visit.id,
    id: measurement.id,
    position,
    kind: measurement.kind,
    amounts: JSON.stringify(measurement.values),
    timing: measurement.timing,
    confirmed_unusual: measurement.confirmedUnusual ? 1 : 0,
    replaces: measurement.replaces,
    taken_at: measurement.provenance.capturedAt,
    provenance: JSON.stringify(measurement.provenance),
  };
}

function measurementFromRow(row: Selectable<MeasurementTable>): Measurement {
  return {
    id: row.id,
    kind: row.kind as MeasurementKind,
    values: JSON.parse(row.amounts) as MeasuredValues,
    timing: row.timing as GlucoseTiming | null,
    confirmedUnusual: row.confirmed_unusual === 1,
    replaces: row.replaces,
    provenance: JSON.parse(row.provenance) as Provenance,
  };
}
