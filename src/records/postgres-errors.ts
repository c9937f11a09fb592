import pg from 'pg';
import { RecordsError } from './records-error.ts';
import type { RecordsErrorCode } from './records-error-codes.ts';

/** SQLSTATE by its beginning (PostgreSQL manual, appendix A), first match wins. */
const CODES: readonly (readonly [string, RecordsErrorCode])[] = [
  ['23', 'records/constraint'],
  ['53100', 'records/disk-full'],
  ['25006', 'records/read-only'],
  ['42501', 'records/read-only'],
  ['XX001', 'records/corrupt'],
  ['XX002', 'records/corrupt'],
  ['40', 'records/busy'],
  ['55P03', 'records/busy'],
  ['08', 'records/unavailable'],
  ['28', 'records/unavailable'],
  ['3D', 'records/unavailable'],
  ['53300', 'records/unavailable'],
  ['57P', 'records/unavailable'],
];
const UNIQUE_VIOLATION = '23505';

/**
 * PostgreSQL quotes the offending values in its message and detail, so neither travels on: only SQLSTATE, table and
 * constraint do, and no cause.
 */
export function recordsErrorFromPostgres(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return fromServer(error);
  if (isConnectionError(error)) {
    return new RecordsError('records/unavailable', 'PostgreSQL cannot be reached', { reason: error.code });
  }
  return error;
}

function fromServer(error: pg.DatabaseError): RecordsError {
  const state = error.code ?? '';
  const code = CODES.find(([prefix]) => state.startsWith(prefix))?.[1] ?? 'records/storage-failed';
  return new RecordsError(code, `PostgreSQL refused the statement (${state})`, {
    sqlState: state,
    table: error.table,
    constraint: error.constraint,
    unique: state === UNIQUE_VIOLATION,
  });
}

function isConnectionError(error: unknown): error is Error & { readonly code: string } {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code !== undefined && /^(ECONN|EPIPE|ENOTFOUND|EHOST|ENET|ETIMEDOUT|EAI_)/.test(code);
}
