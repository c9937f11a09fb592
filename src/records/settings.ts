import type { RecordsDatabase } from './database.ts';

/** Small facts that belong to the database, such as where the station is enrolled. */
export interface Settings {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

export function createSettings({ query }: RecordsDatabase): Settings {
  return {
    get: async (name) => {
      const row = await query.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },
    set: async (name, value) => {
      await query
        .insertInto('setting')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
