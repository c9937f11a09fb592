import type { Kysely, Transaction } from 'kysely';
import type { RecordsSchema } from './schema.ts';

/** Where the two databases differ, by name. Everything else is one code path. */
export interface DatabaseTraits {
  readonly name: 'sqlite' | 'postgresql';
  readonly blobType: 'blob' | 'bytea';
  /** Text ordered by code point, so that ISO times and prefixes compare alike in both. */
  readonly textType: 'text' | 'text collate "C"';
  /** Rows can be locked by `select … for update`; without it a transaction holds the whole database. */
  readonly locksRows: boolean;
}

export type Query = Kysely<RecordsSchema>;

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

/** Runs `work` in one transaction: everything it wrote is stored, or nothing. */
export function inTransaction<T>(
  db: RecordsDatabase,
  work: (tx: Transaction<RecordsSchema>) => Promise<T>,
): Promise<T> {
  return db.query.transaction().execute(work);
}
