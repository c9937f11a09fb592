import type { Constitution } from '../domain/constitution.ts';
import type { PhysicianOpinion } from '../domain/physician-opinion.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import { enqueueEntries, type NewOutboxEntry } from './outbox.ts';
import { RecordsError } from './records-error.ts';
import { visitRow } from './visit-rows.ts';

/** The latest opinion that confirms constitutions, one for each resident: whoever came often counts once. */
export interface ConfirmedVisit {
  readonly visitId: string;
  readonly confirmed: readonly Constitution[];
  readonly signs: PhysicianOpinion['signs'];
}

export interface PhysicianOpinions {
  /**
   * Adds one to a completed visit and queues what `outbox` returns for it, in one transaction. Throws `records/not-found`
   * and `records/visit-in-progress`.
   */
  add(
    opinion: Omit<PhysicianOpinion, 'id' | 'recordedAt'>,
    outbox: (opinion: PhysicianOpinion, residentId: string) => readonly NewOutboxEntry[],
  ): Promise<PhysicianOpinion>;
  /**
   * As it came from a station; the same one again changes nothing. False when it was held already. Throws
   * `records/not-found` for an unknown visit and `records/opinion-conflict` for another text under the same id.
   */
  receive(opinion: PhysicianOpinion): Promise<boolean>;
  /** Newest first. */
  ofVisit(visitId: string): Promise<readonly PhysicianOpinion[]>;
  confirmedVisits(): Promise<readonly ConfirmedVisit[]>;
}

export function createPhysicianOpinions(db: RecordsDatabase): PhysicianOpinions {
  return {
    add: (given, outbox) =>
      inTransaction(db, async (tx) => {
        const opinion = { ...given, id: db.newId(), recordedAt: db.now() };
        const residentId = await insert(tx, opinion);
        await enqueueEntries(tx, db, outbox(opinion, residentId));
        return opinion;
      }),
    receive: (opinion) => inTransaction(db, (tx) => receive(tx, opinion)),
    ofVisit: (visitId) => ofVisit(db.query, visitId),
    confirmedVisits: () => confirmedVisits(db.query),
  };
}

/** The resident whose visit it is. */
async function insert(tx: Query, opinion: PhysicianOpinion): Promise<string> {
  const visit = await visitRow(tx, opinion.visitId);
  if (visit.status !== 'complete') {
    throw new RecordsError('records/visit-in-progress', 'The visit is not complete', { visitId: visit.id });
  }
  const before = await ofVisit(tx, visit.id);
  await tx
    .insertInto('physician_opinion')
    .values({
      resident_id: visit.resident_id,
      visit_id: visit.id,
      id: opinion.id,
      position: before.length,
      physician_id: opinion.physicianId,
      recorded_at: opinion.recordedAt,
      document: JSON.stringify(opinion),
    })
    .execute();
  return visit.resident_id;
}

async function receive(tx: Query, opinion: PhysicianOpinion): Promise<boolean> {
  const held = await tx
    .selectFrom('physician_opinion')
    .select('document')
    .where('id', '=', opinion.id)
    .executeTakeFirst();
  if (held === undefined) {
    await insert(tx, opinion);
    return true;
  }
  if (held.document !== JSON.stringify(opinion)) {
    throw new RecordsError('records/opinion-conflict', 'Another opinion is held under this id', { id: opinion.id });
  }
  return false;
}

async function ofVisit(query: Query, visitId: string): Promise<readonly PhysicianOpinion[]> {
  const rows = await query
    .selectFrom('physician_opinion')
    .select('document')
    .where('visit_id', '=', visitId)
    .orderBy('recorded_at', 'desc')
    .orderBy('position', 'desc')
    .execute();
  return rows.map(({ document }) => JSON.parse(document) as PhysicianOpinion);
}

async function confirmedVisits(query: Query): Promise<readonly ConfirmedVisit[]> {
  const rows = await query
    .selectFrom('physician_opinion')
    .select(['resident_id', 'document'])
    .orderBy('recorded_at', 'desc')
    .orderBy('position', 'desc')
    .execute();
  const latest = new Map<string, ConfirmedVisit>();
  for (const { resident_id, document } of rows) {
    const { visitId, confirmed, signs } = JSON.parse(document) as PhysicianOpinion;
    if (confirmed === null || latest.has(resident_id)) continue;
    latest.set(resident_id, { visitId, confirmed: confirmed.constitutions, signs });
  }
  return [...latest.values()];
}
