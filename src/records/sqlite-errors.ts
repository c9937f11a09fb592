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

/** Operating-system errors while the folder and the file are made; any other means the place is not usable. */
const SYSTEM_CODES: Readonly<Record<string, RecordsErrorCode>> = {
  ENOSPC: 'records/disk-full',
  EDQUOT: 'records/disk-full',
  EROFS: 'records/read-only',
  EACCES: 'records/read-only',
  EPERM: 'records/read-only',
};

/** Errors of other origin pass through. */
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
  const systemCode = error instanceof Error && 'syscall' in error ? (error as NodeJS.ErrnoException).code : undefined;
  if (systemCode === undefined) return recordsErrorFromSqlite(error);
  const code = SYSTEM_CODES[systemCode] ?? 'records/unavailable';
  return new RecordsError(code, 'The database file cannot be made or opened', { systemCode }, error);
}

function isUniqueViolation(code: string): boolean {
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
