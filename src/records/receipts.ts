import type { Resident } from '../domain/resident.ts';
import type { Receipt, Visit } from '../domain/visit.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';
import { findOrAddResident, insertVisit } from './stored-visit.ts';

export interface ReceivedVisit {
  readonly stationId: string;
  readonly visit: Visit;
  readonly resident: Resident;
  /** The Bundle as received, and its lower-case hex SHA-256. */
  readonly bundle: string;
  readonly bundleSha256: string;
}

export interface ReceivedAnswer {
  readonly replayed: boolean;
  readonly receipt: Receipt;
  /** The county's id of the resident. */
  readonly residentId: string;
}

export interface Receipts {
  /**
   * Stores the visit, its resident and the receipt in one transaction. The same visit with the same digest from the same
   * station answers the stored receipt (`replayed`); anything else under this visit id throws `records/visit-conflict`.
   * Residents are recognised by document number, else by the id their station gave them, so the county's own id may
   * differ. What the county already knows of a resident stays as it is.
   */
  receiveVisit(received: ReceivedVisit): Promise<ReceivedAnswer>;
  get(visitId: string): Promise<Receipt | null>;
  /** The Bundle as it was received; null at the station, which keeps it in its outbox. */
  bundle(visitId: string): Promise<string | null>;
}

export function createReceipts(db: RecordsDatabase): Receipts {
  return {
    receiveVisit: (received) => receiveVisit(db, received),
    get: async (visitId) => {
      const row = await receiptRow(db.query, visitId);
      return row === undefined ? null : receiptFromRow(row);
    },
    bundle: async (visitId) => {
      const row = await db.query
        .selectFrom('receipt')
        .select('bundle')
        .where('visit_id', '=', visitId)
        .executeTakeFirst();
      return row?.bundle ?? null;
    },
  };
}

function receiveVisit(db: RecordsDatabase, received: ReceivedVisit): Promise<ReceivedAnswer> {
  return inTransaction(db, async (tx) => {
    await db.traits.lock(tx, `visit/${received.visit.id}`);
    const stored = await receiptRow(tx, received.visit.id);
    if (stored !== undefined) return replay(stored, received);
    const residentId = await findOrAddResident(db, tx, received.resident);
    await insertVisit(tx, { ...received.visit, residentId, stationId: received.stationId });
    const receipt: Receipt = {
      receiptId: db.newId(),
      visitId: received.visit.id,
      bundleSha256: received.bundleSha256,
      receivedAt: db.now(),
    };
    await insertReceipt(tx, receipt, received, residentId);
    return { replayed: false, receipt, residentId };
  });
}

type ReceiptRow = NonNullable<Awaited<ReturnType<typeof receiptRow>>>;

function receiptRow(query: Query, visitId: string) {
  return query
    .selectFrom('receipt')
    .select(['visit_id', 'resident_id', 'station_id', 'receipt_id', 'bundle_sha256', 'received_at'])
    .where('visit_id', '=', visitId)
    .executeTakeFirst();
}

function receiptFromRow(row: ReceiptRow): Receipt {
  return {
    receiptId: row.receipt_id,
    visitId: row.visit_id,
    bundleSha256: row.bundle_sha256,
    receivedAt: row.received_at,
  };
}

function replay(stored: ReceiptRow, received: ReceivedVisit): ReceivedAnswer {
  if (stored.bundle_sha256 !== received.bundleSha256 || stored.station_id !== received.stationId) {
    throw new RecordsError('records/visit-conflict', 'Another record stands under this visit id', {
      visitId: stored.visit_id,
    });
  }
  return { replayed: true, receipt: receiptFromRow(stored), residentId: stored.resident_id };
}

async function insertReceipt(tx: Query, receipt: Receipt, received: ReceivedVisit, residentId: string): Promise<void> {
  await tx
    .insertInto('receipt')
    .values({
      visit_id: receipt.visitId,
      resident_id: residentId,
      station_id: received.stationId,
      receipt_id: receipt.receiptId,
      bundle_sha256: receipt.bundleSha256,
      received_at: receipt.receivedAt,
      bundle: received.bundle,
    })
    .execute();
}
