import type { Resident } from '../domain/resident.ts';
import type { Receipt, Visit } from '../domain/visit.ts';
import type { RecordsDatabase } from './database.ts';

export interface ReceivedVisit {
  readonly stationId: string;
  readonly visit: Visit;
  readonly resident: Resident;
  /** The Bundle as received, and its lower-case hex SHA-256. */
  readonly bundle: string;
  readonly bundleSha256: string;
}
export interface Receipts {
  /**
   * Stores the visit, its resident and the receipt in one transaction. The same visit with the same digest answers the
   * stored receipt (`replayed`); with another digest it throws `records/visit-conflict`. Residents are recognised by
   * document number, else by the id their station gave them; the county's own id may therefore differ.
   */
  receiveVisit(
    received: ReceivedVisit,
  ): Promise<{ readonly replayed: boolean; readonly receipt: Receipt; readonly residentId: string }>;
  get(visitId: string): Promise<Receipt | null>;
  /** The Bundle as it was received. */
  bundle(visitId: string): Promise<string | null>;
}
export declare function createReceipts(db: RecordsDatabase): Receipts;
