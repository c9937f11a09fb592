import type { RecordsDatabase } from './database.ts';

/** The norm documents of this database, as JSON text: computed at a county, received at a station. */
export interface NormDocuments {
  add(norms: { readonly version: string; readonly computedAt: string; readonly document: string }): Promise<void>;
  /** The one computed last, or null. */
  latest(): Promise<{ readonly version: string; readonly computedAt: string; readonly document: string } | null>;
}

export function createNormDocuments(db: RecordsDatabase): NormDocuments {
  return {
    async add({ version, computedAt, document }) {
      await db.query
        .insertInto('local_norms')
        .values({ version, computed_at: computedAt, document })
        .onConflict((conflict) => conflict.column('version').doUpdateSet({ computed_at: computedAt, document }))
        .execute();
    },
    async latest() {
      const row = await db.query
        .selectFrom('local_norms')
        .selectAll()
        .orderBy('computed_at', 'desc')
        .orderBy('version', 'desc')
        .executeTakeFirst();
      return row === undefined ? null : { version: row.version, computedAt: row.computed_at, document: row.document };
    },
  };
}
