import type { RecordsDatabase } from './database.ts';

/** A signed pack file as it was loaded; its content is checked again whenever it is opened. */
export interface StoredPack {
  /** What it holds: the questionnaire's id. */
  readonly id: string;
  readonly version: string;
  readonly loadedAt: string;
  /** Account id; null for the command line. */
  readonly loadedBy: string | null;
  readonly file: string;
}

export interface Packs {
  /** Replaces a pack of the same id and version. */
  add(pack: Omit<StoredPack, 'loadedAt'>): Promise<void>;
  /** Latest loaded first. */
  list(): Promise<readonly StoredPack[]>;
  /** False where there was none. */
  remove(id: string, version: string): Promise<boolean>;
}

export function createPacks(db: RecordsDatabase): Packs {
  return {
    async add({ id, version, loadedBy, file }) {
      const changes = { loaded_at: db.now(), loaded_by: loadedBy, file };
      await db.query
        .insertInto('pack')
        .values({ id, version, ...changes })
        .onConflict((conflict) => conflict.columns(['id', 'version']).doUpdateSet(changes))
        .execute();
    },
    async list() {
      const rows = await db.query.selectFrom('pack').selectAll().orderBy('loaded_at', 'desc').execute();
      return rows.map((row) => ({
        id: row.id,
        version: row.version,
        loadedAt: row.loaded_at,
        loadedBy: row.loaded_by,
        file: row.file,
      }));
    },
    async remove(id, version) {
      const { numDeletedRows } = await db.query
        .deleteFrom('pack')
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
