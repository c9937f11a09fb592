import type { UploadStatus } from '../domain/station-api.ts';
import type { Receipt } from '../domain/visit.ts';
import type { Query, RecordsDatabase } from './database.ts';

export type OutboxKind = 'record' | 'picture';
export type FailureClass = 'transient' | 'ambiguous' | 'permanent';

export interface NewOutboxEntry {
  readonly kind: OutboxKind;
  readonly visitId: string;
  readonly residentId: string;
  /** The picture to send; null for a record. */
  readonly captureId: string | null;
  /** The exact text to send: the Bundle for a record; may be empty for a picture. */
  readonly payload: string;
}
export interface OutboxEntry extends NewOutboxEntry {
  readonly id: string;
  readonly attempts: number;
  readonly enqueuedAt: string;
  readonly state: 'pending' | 'sent' | 'failed';
  readonly nextAttemptAt: string;
  readonly errorCode: string | null;
}
export interface OutboxCounts {
  readonly pending: number;
  readonly failed: number;
  readonly sent: number;
  readonly oldestPendingAt: string | null;
}
export interface Outbox {
  /** Queues within the transaction `tx`, or at once with `db.query`. */
  enqueue(tx: Query, entries: readonly NewOutboxEntry[]): Promise<void>;
  /**
   * The oldest entry due at `at`. One resident's entries keep their order; a permanently failed one blocks nobody;
   * a picture waits until the record of its visit was received.
   */
  nextDue(kind: OutboxKind, at: string): Promise<OutboxEntry | null>;
  /** When the next pending entry of this kind becomes due; null when none is pending. */
  nextDueAt(kind: OutboxKind): Promise<string | null>;
  /** Entry and receipt in one transaction. A picture carries no receipt of its own. */
  markSent(entryId: string, receipt: Receipt | null): Promise<void>;
  /** Transient and ambiguous failures are tried again at `nextAttemptAt`; permanent ones wait for a person. */
  markFailed(
    entryId: string,
    failure: { readonly class: FailureClass; readonly errorCode: string; readonly nextAttemptAt: string },
  ): Promise<void>;
  /** By hand: everything of this visit that failed is due again. */
  retryVisit(visitId: string): Promise<void>;
  counts(): Promise<OutboxCounts>;
  uploadStatus(visitId: string): Promise<UploadStatus>;
}
export declare function createOutbox(db: RecordsDatabase): Outbox;
