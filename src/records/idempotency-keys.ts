import { inTransaction, type Query, type RecordsDatabase } from './database.ts';

export interface StoredAnswer {
  readonly bodySha256: string;
  readonly status: number;
  readonly body: string;
}

/** What was answered under a station's Idempotency-Key, kept for good. */
export interface IdempotencyKeys {
  get(stationId: string, key: string): Promise<StoredAnswer | null>;
  /** Stores the answer unless one stands already; returns the one that stands. */
  put(stationId: string, key: string, answer: StoredAnswer): Promise<StoredAnswer>;
}

export function createIdempotencyKeys(db: RecordsDatabase): IdempotencyKeys {
  return {
    get: (stationId, key) => get(db.query, stationId, key),
    put: (stationId, key, answer) =>
      inTransaction(db, async (tx) => {
        await tx
          .insertInto('idempotency')
          .values({
            station_id: stationId,
            key,
            body_sha256: answer.bodySha256,
            status: answer.status,
            body: answer.body,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return (await get(tx, stationId, key)) ?? answer;
      }),
  };
}

async function get(query: Query, stationId: string, key: string): Promise<StoredAnswer | null> {
  const row = await query
    .selectFrom('idempotency')
    .select(['body_sha256', 'status', 'body'])
    .where('station_id', '=', stationId)
    .where('key', '=', key)
    .executeTakeFirst();
  return row === undefined ? null : { bodySha256: row.body_sha256, status: row.status, body: row.body };
}
