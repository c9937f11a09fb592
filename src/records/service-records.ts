import { inTransaction, type RecordsDatabase } from './database.ts';
import { visitRow } from './visit-rows.ts';

/** What staff wrote on an official form of a visit, beside the visit that is closed; JSON text by form. */
export interface ServiceRecords {
  get(visitId: string, form: string): Promise<{ readonly document: string; readonly updatedAt: string } | null>;
  /** Throws `records/not-found` for a visit that is not here. */
  put(visitId: string, form: string, document: string): Promise<void>;
  /** The document last written on this form for this resident, or null. */
  latestOf(residentId: string, form: string): Promise<string | null>;
}

export function createServiceRecords(db: RecordsDatabase): ServiceRecords {
  return {
    async get(visitId, form) {
      const row = await db.query
        .selectFrom('service_record')
        .select(['document', 'updated_at'])
        .where('visit_id', '=', visitId)
        .where('form', '=', form)
        .executeTakeFirst();
      return row === undefined ? null : { document: row.document, updatedAt: row.updated_at };
    },
    put: (visitId, form, document) =>
      inTransaction(db, async (tx) => {
        const { resident_id } = await visitRow(tx, visitId);
        const changes = { document, updated_at: db.now() };
        await tx
          .insertInto('service_record')
          .values({ resident_id, visit_id: visitId, form, ...changes })
          .onConflict((conflict) => conflict.columns(['resident_id', 'visit_id', 'form']).doUpdateSet(changes))
          .execute();
      }),
    async latestOf(residentId, form) {
      const row = await db.query
        .selectFrom('service_record')
        .select('document')
        .where('resident_id', '=', residentId)
        .where('form', '=', form)
        .orderBy('updated_at', 'desc')
        .executeTakeFirst();
      return row?.document ?? null;
    },
  };
}
