import type { Intervention, InterventionKind } from '../domain/intervention.ts';
import type { RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';

/** What was done for residents between visits. Entries are added and withdrawn, never changed. */
export interface Interventions {
  /** Throws `records/not-found` for an unknown resident. */
  add(intervention: Omit<Intervention, 'id' | 'recordedAt'>): Promise<Intervention>;
  /** Takes an entry made in error out of sight; the row stays. Throws `records/not-found`. */
  withdraw(id: string, by: string): Promise<void>;
  /** Those that stand, in the order they began. */
  ofResident(residentId: string): Promise<readonly Intervention[]>;
  /** Of everybody, for finding repeats without one in between. */
  spans(): Promise<readonly Pick<Intervention, 'residentId' | 'from' | 'to'>[]>;
}

export function createInterventions(db: RecordsDatabase): Interventions {
  const standing = () => db.query.selectFrom('intervention').where('withdrawn_at', 'is', null);
  return {
    async add(given) {
      const owner = await db.query
        .selectFrom('resident')
        .select('id')
        .where('id', '=', given.residentId)
        .executeTakeFirst();
      if (owner === undefined) throw new RecordsError('records/not-found', 'No such resident', {});
      const added: Intervention = { ...given, id: db.newId(), recordedAt: db.now() };
      await db.query
        .insertInto('intervention')
        .values({
          resident_id: added.residentId,
          id: added.id,
          kind: added.kind,
          what: added.what,
          from_day: added.from,
          to_day: added.to,
          recorded_by: added.recordedBy,
          recorded_at: added.recordedAt,
          withdrawn_at: null,
          withdrawn_by: null,
        })
        .execute();
      return added;
    },
    async withdraw(id, by) {
      const { numUpdatedRows } = await db.query
        .updateTable('intervention')
        .set({ withdrawn_at: db.now(), withdrawn_by: by })
        .where('id', '=', id)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new RecordsError('records/not-found', 'No such intervention', { id });
    },
    async ofResident(residentId) {
      const rows = await standing()
        .selectAll()
        .where('resident_id', '=', residentId)
        .orderBy('from_day')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        residentId: row.resident_id,
        kind: row.kind as InterventionKind,
        what: row.what,
        from: row.from_day,
        to: row.to_day,
        recordedBy: row.recorded_by,
        recordedAt: row.recorded_at,
      }));
    },
    async spans() {
      const rows = await standing().select(['resident_id', 'from_day', 'to_day']).execute();
      return rows.map((row) => ({ residentId: row.resident_id, from: row.from_day, to: row.to_day }));
    },
  };
}
