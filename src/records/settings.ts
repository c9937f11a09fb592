import type { RecordsDatabase } from './database.ts';

/** Small facts that belong to the database, such as where the station is enrolled. */
export interface Settings {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}
export declare function createSettings(db: RecordsDatabase): Settings;
