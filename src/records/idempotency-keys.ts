import type { RecordsDatabase } from './database.ts';

export interface StoredAnswer {
  readonly bodySha256: string;
  readonly status: number;
  readonly body: string;
}
/** What was answered under an Idempotency-Key, kept for good. */
export interface IdempotencyKeys {
  get(stationId: string, key: string): Promise<StoredAnswer | null>;
  /** Stores the answer unless one stands already; returns the one that stands. */
  put(stationId: string, key: string, answer: StoredAnswer): Promise<StoredAnswer>;
}
export declare function createIdempotencyKeys(db: RecordsDatabase): IdempotencyKeys;
