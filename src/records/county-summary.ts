import type { CountySummary } from '../domain/county-api.ts';
import type { RecordsDatabase } from './database.ts';

/** Counts over complete visits. `dayStart` and `dayEnd` are ISO instants, half-open. */
export declare function readCountySummary(
  db: RecordsDatabase,
  day: { readonly dayStart: string; readonly dayEnd: string },
): Promise<CountySummary>;
