import type { CaptureRecord } from '../domain/visit.ts';
import type { RecordsDatabase } from './database.ts';

export interface StoredCapture {
  readonly record: CaptureRecord;
  readonly visitId: string;
  readonly residentId: string;
  /** Null at the county until the bytes have arrived. */
  readonly bytes: Uint8Array | null;
}
export interface Captures {
  get(captureId: string): Promise<StoredCapture | null>;
  /** County: stores bytes that arrived after their visit. Same bytes again change nothing. Throws `records/digest-mismatch`, `records/not-found`. */
  attachBytes(captureId: string, bytes: Uint8Array): Promise<void>;
  /** Ids of the visit's captures whose bytes are here. */
  received(visitId: string): Promise<readonly string[]>;
}
export declare function createCaptures(db: RecordsDatabase): Captures;
