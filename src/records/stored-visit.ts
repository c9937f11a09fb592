import { STATION_RESIDENT_SYSTEM } from '../domain/identifier-system.ts';
import type { Resident } from '../domain/resident.ts';
import type { Visit } from '../domain/visit.ts';
import type { Query, RecordsDatabase } from './database.ts';
import { insertFurtherSheets } from './further-sheets.ts';
import { measurementRow } from './measurement-rows.ts';
import { rowFromResident } from './resident-rows.ts';
import { claimIdentifier, documentIdentifier, type Identifier, noteVisit } from './residents.ts';
import { captureRow, rowFromVisit } from './visit-rows.ts';

/**
 * The id here of a resident whom another database knows: by document number, else by the id that one gave.
 * Of parallel first visits of one person exactly one adds the resident; the others wait for it and find it.
 */
export async function findOrAddResident(db: RecordsDatabase, tx: Query, resident: Resident): Promise<string> {
  const identifiers = identifiersOf(resident, db.now());
  for (const { system, value } of identifiers) await db.traits.lock(tx, `resident/${system}/${value}`);
  const known = await knownResidentId(tx, identifiers);
  const residentId = known ?? (await unusedId(db, tx, resident.id));
  if (known === null) {
    await tx
      .insertInto('resident')
      .values(rowFromResident({ ...resident, id: residentId }))
      .execute();
  }
  for (const identifier of identifiers) await claimIdentifier(tx, identifier, residentId);
  return residentId;
}

/** Strongest first: the document number names a person everywhere, the station's id only there. */
function identifiersOf(resident: Resident, now: string): readonly Identifier[] {
  const ownId = { system: STATION_RESIDENT_SYSTEM, value: resident.id };
  const document = documentIdentifier(resident.document.type, resident.document.number, now);
  return document === null ? [ownId] : [document, ownId];
}

async function knownResidentId(tx: Query, identifiers: readonly Identifier[]): Promise<string | null> {
  for (const { system, value } of identifiers) {
    const row = await tx
      .selectFrom('resident_identifier')
      .select('resident_id')
      .where('system', '=', system)
      .where('value', '=', value)
      .executeTakeFirst();
    if (row !== undefined) return row.resident_id;
  }
  return null;
}

async function unusedId(db: RecordsDatabase, tx: Query, wanted: string): Promise<string> {
  const taken = await tx.selectFrom('resident').select('id').where('id', '=', wanted).executeTakeFirst();
  return taken === undefined ? wanted : db.newId();
}

/** A closed visit as it came from elsewhere; the bytes of its captures come later or never. */
export async function insertVisit(tx: Query, visit: Visit): Promise<void> {
  const row = rowFromVisit(visit);
  await tx.insertInto('visit').values(row).execute();
  await noteVisit(tx, row.resident_id, row.started_at);
  const owner = { resident_id: row.resident_id, visit_id: row.id };
  const answers = Object.entries(visit.sheet?.answers ?? {}).map(([item, value]) => ({
    ...owner,
    item,
    value,
    answered_at: visit.completedAt ?? visit.startedAt,
  }));
  const skipped = visit.skipped.map((skip) => ({ ...owner, ...skip }));
  const captures = visit.captures.map((capture) => captureRow(row, capture, null));
  const measurements = visit.measurements.map((measurement, position) => measurementRow(row, measurement, position));
  if (measurements.length > 0) await tx.insertInto('measurement').values(measurements).execute();
  if (answers.length > 0) await tx.insertInto('visit_answer').values(answers).execute();
  if (skipped.length > 0) await tx.insertInto('skipped_capture').values(skipped).execute();
  if (captures.length > 0) await tx.insertInto('capture').values(captures).execute();
  await insertFurtherSheets(tx, row, visit.further ?? []);
}
