import { sql } from 'kysely';
import type { RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';

/**
 * Writes a consistent copy of the whole database, encrypted with the same key, while others read and write.
 * `file` must not exist. Throws `RecordsError`; on PostgreSQL `records/unavailable`, because its own tools do it there.
 */
export async function snapshotTo(db: RecordsDatabase, file: string): Promise<void> {
  if (db.traits.name !== 'sqlite') {
    throw new RecordsError('records/unavailable', 'PostgreSQL is backed up with its own tools');
  }
  await sql`vacuum into ${file}`.execute(db.query);
}

/** SQLite's own check of every page and index; the first complaint, or null when there is none. */
export async function integrityFault(db: RecordsDatabase): Promise<string | null> {
  const { rows } = await sql<{ readonly integrity_check: string }>`pragma integrity_check(1)`.execute(db.query);
  const [first] = rows;
  return first === undefined || first.integrity_check === 'ok' ? null : first.integrity_check;
}
