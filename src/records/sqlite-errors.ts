import Database from 'better-sqlite3';
import { RecordsError } from './records-error.ts';
import type { RecordsErrorCode } from './records-error-codes.ts';

/** SQLite result codes by the beginning of their name (https://www.sqlite.org/rescode.html), first match wins. */
const CODES: readonly (readonly [string, RecordsErrorCode])[] = [
  ['SQLITE_FULL', 'records/disk-full'],
  ['SQLITE_READONLY', 'records/read-only'],
  ['SQLITE_PERM', 'records/read-only'],
  ['SQLITE_CORRUPT', 'records/corrupt'],
  ['SQLITE_NOTADB', 'records/corrupt'],
  ['SQLITE_BUSY', 'records/busy'],
  ['SQLITE_LOCKED', 'records/busy'],
  ['SQLITE_CANTOPEN', 'records/unavailable'],
  ['SQLITE_CONSTRAINT', 'records/constraint'],
];

/** Which operating-system errors of a write mean a full disk or a read-only one. */
export function recordsErrorFromSqlite(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const found = CODES.find(([prefix]) => error.code.startsWith(prefix));
  const code = found?.[1] ?? 'records/storage-failed';
  return new RecordsError(
    code,
    error.message,
    { sqliteCode: error.code, unique: isUniqueViolation(error.code) },
    error,
  );
}

/** A file that does not decrypt is not a database to SQLite: while opening, that means the key. */
export function recordsErrorFromOpening(error: unknown): unknown {
  if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
    return new RecordsError('records/wrong-key', 'The database does not open with this key', {}, error);
  }
  return recordsErrorFromSqlite(error);
}

function isUniqueViolation(code: string): boolean {
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
