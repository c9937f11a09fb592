import type { RecordsDatabase } from './database.ts';

/** Documents a county computes and its stations hold, as JSON text; the one computed last is in force. */
export interface VersionedDocuments {
  add(document: VersionedDocument): Promise<void>;
  /** The one computed last, or null. */
  latest(): Promise<VersionedDocument | null>;
}

export interface VersionedDocument {
  readonly version: string;
  readonly computedAt: string;
  readonly document: string;
}

export function createVersionedDocuments(
  db: RecordsDatabase,
  table: 'local_norms' | 'evidence_table',
): VersionedDocuments {
  return {
    async add({ version, computedAt, document }) {
      await db.query
        .insertInto(table)
        .values({ version, computed_at: computedAt, document })
        .onConflict((conflict) => conflict.column('version').doUpdateSet({ computed_at: computedAt, document }))
        .execute();
    },
    async latest() {
      const row = await db.query
        .selectFrom(table)
        .selectAll()
        .orderBy('computed_at', 'desc')
        .orderBy('version', 'desc')
        .executeTakeFirst();
      return row === undefined ? null : { version: row.version, computedAt: row.computed_at, document: row.document };
    },
  };
}
