import type { Resident } from '../domain/resident.ts';
import type { Visit } from '../domain/visit.ts';
import { inTransaction, type RecordsDatabase } from './database.ts';
import { addForeignStation, type Station } from './stations.ts';
import { findOrAddResident, insertVisit } from './stored-visit.ts';

export interface VisitToImport {
  readonly visit: Visit;
  readonly resident: Resident;
  /** Where the visit was taken; added when unknown, else kept as it is. */
  readonly station: Station;
}

/**
 * Stores a complete visit of another database in one transaction, without a receipt and without queueing it. False when a
 * visit of this id is held already; then nothing is changed. Residents are recognised as in `receiveVisit`.
 */
export function importVisit(db: RecordsDatabase, { visit, resident, station }: VisitToImport): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await db.traits.lock(tx, `visit/${visit.id}`);
    const held = await tx.selectFrom('visit').select('id').where('id', '=', visit.id).executeTakeFirst();
    if (held !== undefined) return false;
    await addForeignStation(tx, station);
    const residentId = await findOrAddResident(db, tx, resident);
    await insertVisit(tx, { ...visit, residentId, stationId: station.id });
    return true;
  });
}
