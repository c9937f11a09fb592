import type { Clock } from '../domain/clock.ts';
import type { RecordsDatabase } from './database.ts';

export interface OpenOptions {
  readonly clock?: Clock;
  /** Random bytes for ids; the operating system's generator unless a test hands in its own. */
  readonly randomBytes?: (count: number) => Uint8Array;
}
export interface OpenSqliteOptions extends OpenOptions {
  readonly file: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}
export interface OpenPostgresOptions extends OpenOptions {
  readonly url: string;
}
/** Opens (creates) the encrypted database and migrates it. Throws `RecordsError`. */
export declare function openSqlite(options: OpenSqliteOptions): Promise<RecordsDatabase>;
export declare function openPostgres(options: OpenPostgresOptions): Promise<RecordsDatabase>;
