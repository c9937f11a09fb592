import { sql } from 'kysely';
import { inTransaction, type RecordsDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { RecordsError } from './records-error.ts';

/** Brings the database to this version's schema. Two servers starting at once do not disturb each other. */
export async function migrate(db: RecordsDatabase): Promise<void> {
  await inTransaction(db, async (tx) => {
    await db.traits.lock(tx, 'migration');
    await sql`create table if not exists schema_migration (number integer primary key, name text not null, applied_at text not null)`.execute(
      tx,
    );
  });
  const newest = await newestApplied(db.query);
  const known = MIGRATIONS.at(-1)?.number ?? 0;
  if (newest > known) {
    throw new RecordsError('records/newer-schema', 'The database has a newer schema than this software', {
      newest,
      known,
    });
  }
  for (const migration of MIGRATIONS) {
    await inTransaction(db, async (tx) => {
      await db.traits.lock(tx, 'migration');
      if (migration.number <= (await newestApplied(tx))) return;
      await migration.run(tx, db.traits);
      const { number, name } = migration;
      await tx.insertInto('schema_migration').values({ number, name, applied_at: db.now() }).execute();
    });
  }
}

async function newestApplied(query: RecordsDatabase['query']): Promise<number> {
  const row = await query
    .selectFrom('schema_migration')
    .select((eb) => eb.fn.max('number').as('newest'))
    .executeTakeFirst();
  return row?.newest ?? 0;
}
