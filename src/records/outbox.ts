import type { Selectable } from 'kysely';
import type { UploadStatus } from '../domain/station-api.ts';
import type { Receipt } from '../domain/visit.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';
import type { OutboxTable } from './schema.ts';
import { uploadState } from './visit-list.ts';

export type OutboxKind = 'record' | 'opinion' | 'picture';
export type OutboxState = 'pending' | 'sent' | 'failed';
/** Transient: certainly not stored there. Ambiguous: perhaps stored. Permanent: will never be accepted as it is. */
export type FailureClass = 'transient' | 'ambiguous' | 'permanent';

export interface NewOutboxEntry {
  readonly kind: OutboxKind;
  readonly visitId: string;
  readonly residentId: string;
  /** The capture to send; null for a record. */
  readonly captureId: string | null;
  /** The exact text to send: the Bundle for a record, an Observation for an opinion; may be empty for a picture. */
  readonly payload: string;
}

export interface OutboxEntry extends NewOutboxEntry {
  readonly id: string;
  readonly attempts: number;
  readonly enqueuedAt: string;
  readonly state: OutboxState;
  readonly nextAttemptAt: string;
  readonly errorCode: string | null;
}

export interface OutboxFailure {
  readonly class: FailureClass;
  readonly errorCode: string;
  readonly nextAttemptAt: string;
}

export interface OutboxCounts {
  readonly pending: number;
  readonly failed: number;
  readonly sent: number;
  readonly oldestPendingAt: string | null;
}

/** What waits to go to the county. Nothing leaves it before its receipt is stored. */
export interface Outbox {
  /** Queues within the transaction `tx`. */
  enqueue(tx: Query, entries: readonly NewOutboxEntry[]): Promise<void>;
  /**
   * The oldest entry due at `at`. One resident's entries keep their order; a permanently failed one blocks nobody;
   * a picture or an opinion waits until the record of its visit was received.
   */
  nextDue(kind: OutboxKind, at: string): Promise<OutboxEntry | null>;
  /** The earliest time a pending entry of this kind may be tried; null when none is pending. */
  nextDueAt(kind: OutboxKind): Promise<string | null>;
  /** Entry and receipt in one transaction. A picture carries no receipt of its own. */
  markSent(entryId: string, receipt: Receipt | null): Promise<void>;
  /** Transient and ambiguous failures are tried again at `nextAttemptAt`; permanent ones wait for a person. */
  markFailed(entryId: string, failure: OutboxFailure): Promise<void>;
  /** By hand: everything of this visit that was not sent is due now. */
  retryVisit(visitId: string): Promise<void>;
  counts(): Promise<OutboxCounts>;
  /** Of the visit's record; pictures follow on their own. */
  uploadStatus(visitId: string): Promise<UploadStatus>;
}

export function createOutbox(db: RecordsDatabase): Outbox {
  return {
    enqueue: (tx, entries) => enqueueEntries(tx, db, entries),
    nextDue: (kind, at) => nextDue(db.query, kind, at),
    nextDueAt: (kind) => nextDueAt(db.query, kind),
    markSent: (entryId, receipt) => inTransaction(db, (tx) => markSent(tx, entryId, receipt)),
    markFailed: (entryId, failure) => markFailed(db.query, entryId, failure),
    retryVisit: (visitId) => retryVisit(db, visitId),
    counts: () => counts(db.query),
    uploadStatus: (visitId) => uploadStatus(db.query, visitId),
  };
}

export async function enqueueEntries(
  tx: Query,
  db: RecordsDatabase,
  entries: readonly NewOutboxEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await db.traits.lock(tx, 'outbox');
  const newest = await tx
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  const now = db.now();
  const rows = entries.map(
    (entry, index): OutboxTable => ({
      resident_id: entry.residentId,
      id: db.newId(),
      visit_id: entry.visitId,
      sequence: (newest?.sequence ?? 0) + 1 + index,
      kind: entry.kind,
      capture_id: entry.captureId,
      payload: entry.payload,
      state: 'pending',
      attempts: 0,
      enqueued_at: now,
      next_attempt_at: now,
      error_code: null,
    }),
  );
  await tx.insertInto('outbox').values(rows).execute();
}

async function nextDue(query: Query, kind: OutboxKind, at: string): Promise<OutboxEntry | null> {
  const row = await query
    .selectFrom('outbox')
    .selectAll('outbox')
    .where('outbox.state', '=', 'pending')
    .where('outbox.kind', '=', kind)
    .where('outbox.next_attempt_at', '<=', at)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .where('earlier.state', '=', 'pending')
            .where('earlier.kind', '=', kind)
            .whereRef('earlier.resident_id', '=', 'outbox.resident_id')
            .whereRef('earlier.sequence', '<', 'outbox.sequence'),
        ),
      ),
    )
    .$if(kind !== 'record', (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(selectFrom('receipt').select('receipt.visit_id').whereRef('receipt.visit_id', '=', 'outbox.visit_id')),
      ),
    )
    .orderBy('outbox.sequence')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : entryFromRow(row);
}

async function nextDueAt(query: Query, kind: OutboxKind): Promise<string | null> {
  const row = await query
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('next_attempt_at').as('at'))
    .where('state', '=', 'pending')
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.at ?? null;
}

async function markSent(tx: Query, entryId: string, receipt: Receipt | null): Promise<void> {
  const sent = await tx
    .updateTable('outbox')
    .set((eb) => ({ state: 'sent', attempts: eb('attempts', '+', 1), error_code: null }))
    .where('id', '=', entryId)
    .returning(['resident_id', 'visit_id'])
    .executeTakeFirst();
  if (sent === undefined) throw new RecordsError('records/not-found', 'No such outbox entry', { entryId });
  if (receipt === null) return;
  const { station_id } = await tx
    .selectFrom('visit')
    .select('station_id')
    .where('resident_id', '=', sent.resident_id)
    .where('id', '=', sent.visit_id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('receipt')
    .values({
      visit_id: sent.visit_id,
      resident_id: sent.resident_id,
      station_id,
      receipt_id: receipt.receiptId,
      bundle_sha256: receipt.bundleSha256,
      received_at: receipt.receivedAt,
      bundle: null,
    })
    .onConflict((conflict) => conflict.column('visit_id').doNothing())
    .execute();
}

async function markFailed(query: Query, entryId: string, failure: OutboxFailure): Promise<void> {
  const result = await query
    .updateTable('outbox')
    .set((eb) => ({
      state: failure.class === 'permanent' ? 'failed' : 'pending',
      attempts: eb('attempts', '+', 1),
      error_code: failure.errorCode,
      next_attempt_at: failure.nextAttemptAt,
    }))
    .where('id', '=', entryId)
    .where('state', '=', 'pending')
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) {
    throw new RecordsError('records/not-found', 'No such pending outbox entry', { entryId });
  }
}

async function retryVisit(db: RecordsDatabase, visitId: string): Promise<void> {
  await db.query
    .updateTable('outbox')
    .set({ state: 'pending', next_attempt_at: db.now() })
    .where('visit_id', '=', visitId)
    .where('state', '!=', 'sent')
    .execute();
}

async function counts(query: Query): Promise<OutboxCounts> {
  const rows = await query
    .selectFrom('outbox')
    .select((eb) => ['state', eb.fn.countAll().as('count'), eb.fn.min('enqueued_at').as('oldest')])
    .groupBy('state')
    .execute();
  const count = (state: OutboxState) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return {
    pending: count('pending'),
    failed: count('failed'),
    sent: count('sent'),
    oldestPendingAt: rows.find((row) => row.state === 'pending')?.oldest ?? null,
  };
}

async function uploadStatus(query: Query, visitId: string): Promise<UploadStatus> {
  const receipt = await query.selectFrom('receipt').selectAll().where('visit_id', '=', visitId).executeTakeFirst();
  const entry = await query
    .selectFrom('outbox')
    .select(['state', 'attempts', 'error_code'])
    .where('visit_id', '=', visitId)
    .where('kind', '=', 'record')
    .executeTakeFirst();
  return {
    state: uploadState(receipt?.receipt_id ?? null, entry?.state ?? null),
    attempts: entry?.attempts ?? 0,
    receiptId: receipt?.receipt_id ?? null,
    receivedAt: receipt?.received_at ?? null,
    errorCode: entry?.error_code ?? null,
  };
}

function entryFromRow(row: Selectable<OutboxTable>): OutboxEntry {
  return {
    id: row.id,
    kind: row.kind as OutboxKind,
    visitId: row.visit_id,
    residentId: row.resident_id,
    captureId: row.capture_id,
    payload: row.payload,
    attempts: row.attempts,
    enqueuedAt: row.enqueued_at,
    state: row.state as OutboxState,
    nextAttemptAt: row.next_attempt_at,
    errorCode: row.error_code,
  };
}
