import type { Kysely, Transaction } from 'kysely';
import type { RecordsSchema } from './schema.ts';

export type Query = Kysely<RecordsSchema>;

/** Where the two databases differ, by name. Everything else is one code path. */
export interface DatabaseTraits {
  readonly name: 'sqlite' | 'postgresql';
  readonly blobType: 'blob' | 'bytea';
  /** Text ordered by code point, so that ISO times and prefixes compare alike in both. */
  readonly textType: 'text' | 'text collate "C"';
  /** Waits for a named lock and holds it until the transaction ends. SQLite's writer is alone already. */
  lock(tx: Query, name: string): Promise<void>;
}

/** An open, migrated health record. Repositories are made from it: `createResidents(db)`. */
export interface RecordsDatabase {
  readonly query: Query;
  readonly traits: DatabaseTraits;
  /** Wall clock as UTC ISO 8601 with milliseconds; times stored as text sort in time order. */
  now(): string;
  /** A new time-ordered id (UUID version 7). */
  newId(): string;
  close(): Promise<void>;
}

/**
 * Runs `work` in one transaction: everything it wrote is stored, or nothing. Inside, use `tx` only: SQLite has one
 * connection, and `db.query` would wait for it for ever.
 */
export function inTransaction<T>(
  db: RecordsDatabase,
  work: (tx: Transaction<RecordsSchema>) => Promise<T>,
): Promise<T> {
  return db.query.transaction().execute(work);
}
