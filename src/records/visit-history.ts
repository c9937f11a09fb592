import type { RecordsDatabase } from './database.ts';

/** Enough of a completed visit to look for repeats; read for the whole station at once. */
export interface CompletedVisit {
  readonly visitId: string;
  readonly residentId: string;
  readonly startedAt: string;
}

/** Completed visits of real devices and real answers: a simulated one says nothing of people. */
export async function completedVisits(db: RecordsDatabase): Promise<readonly CompletedVisit[]> {
  const rows = await db.query
    .selectFrom('visit')
    .select(['id', 'resident_id', 'started_at'])
    .where('status', '=', 'complete')
    .where('is_simulated', '=', 0)
    .execute();
  return rows.map((row) => ({ visitId: row.id, residentId: row.resident_id, startedAt: row.started_at }));
}
