import { createHash } from 'node:crypto';
import type { CaptureRecord } from '../domain/visit.ts';
import type { RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';
import { captureFromRow } from './visit-rows.ts';

export interface StoredCapture {
  readonly record: CaptureRecord;
  readonly visitId: string;
  readonly residentId: string;
  /** Null at the county until the bytes have arrived. */
  readonly bytes: Uint8Array | null;
}

export interface Captures {
  get(captureId: string): Promise<StoredCapture | null>;
  /**
   * County: stores bytes that arrived after their visit; the same bytes again change nothing.
   * Throws `records/digest-mismatch`, `records/not-found`.
   */
  attachBytes(captureId: string, bytes: Uint8Array): Promise<void>;
  /** Ids of the visit's captures whose bytes are here. */
  received(visitId: string): Promise<readonly string[]>;
}

export function createCaptures(db: RecordsDatabase): Captures {
  return {
    get: (captureId) => get(db, captureId),
    attachBytes: (captureId, bytes) => attachBytes(db, captureId, bytes),
    received: async (visitId) => {
      const rows = await db.query
        .selectFrom('capture')
        .select('id')
        .where('visit_id', '=', visitId)
        .where('bytes', 'is not', null)
        .orderBy('id')
        .execute();
      return rows.map((row) => row.id);
    },
  };
}

async function get(db: RecordsDatabase, captureId: string): Promise<StoredCapture | null> {
  const row = await db.query.selectFrom('capture').selectAll().where('id', '=', captureId).executeTakeFirst();
  if (row === undefined) return null;
  return { record: captureFromRow(row), visitId: row.visit_id, residentId: row.resident_id, bytes: row.bytes };
}

async function attachBytes(db: RecordsDatabase, captureId: string, bytes: Uint8Array): Promise<void> {
  const row = await db.query
    .selectFrom('capture')
    .select(['resident_id', 'visit_id', 'sha256', 'size_bytes'])
    .where('id', '=', captureId)
    .executeTakeFirst();
  if (row === undefined) throw new RecordsError('records/not-found', 'No such capture', { captureId });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== row.sha256 || bytes.length !== row.size_bytes) {
    throw new RecordsError('records/digest-mismatch', 'The bytes are not those of this capture', { captureId });
  }
  await db.query
    .updateTable('capture')
    .set({ bytes })
    .where('resident_id', '=', row.resident_id)
    .where('visit_id', '=', row.visit_id)
    .where('id', '=', captureId)
    .where('bytes', 'is', null)
    .execute();
}
