import type { SelectQueryBuilder } from 'kysely';
import type { CountySummary } from '../domain/county-api.ts';
import type { Query, RecordsDatabase } from './database.ts';
import type { RecordsSchema } from './schema.ts';

/** Counts over complete visits. `dayStart` and `dayEnd` are UTC ISO instants, half-open, of the visit's start. */
export async function readCountySummary(
  db: RecordsDatabase,
  day: { readonly dayStart: string; readonly dayEnd: string },
): Promise<CountySummary> {
  const { query } = db;
  const complete = query.selectFrom('visit').where('status', '=', 'complete');
  const unreviewed = complete.where(({ not, exists, selectFrom }) =>
    not(exists(selectFrom('review').select('review.id').whereRef('review.visit_id', '=', 'visit.id'))),
  );
  const today = complete.where('started_at', '>=', day.dayStart).where('started_at', '<', day.dayEnd);
  const enrolled = query.selectFrom('station').where('enrolled_at', 'is not', null).where('revoked_at', 'is', null);
  return {
    visitsToday: await count(today),
    visitsTotal: await count(complete),
    residentsTotal: await count(query.selectFrom('resident')),
    stationsTotal: await count(enrolled),
    unreviewed: await count(unreviewed),
    constitutionCounts: await constitutionCounts(query),
  };
}

async function count<T extends keyof RecordsSchema>(
  rows: SelectQueryBuilder<RecordsSchema, T, object>,
): Promise<number> {
  const row = await rows.select((eb) => eb.fn.countAll().as('count')).executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Complete visits by primary constitution; `undetermined` where the rule names none. */
async function constitutionCounts(query: Query): Promise<Readonly<Record<string, number>>> {
  const rows = await query
    .selectFrom('visit')
    .select((eb) => ['primary_constitution as name', eb.fn.countAll().as('count')])
    .where('status', '=', 'complete')
    .where('constitution', 'is not', null)
    .groupBy('primary_constitution')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.name ?? 'undetermined', Number(row.count)]));
}
