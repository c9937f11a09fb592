import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordsDatabase } from '../../../src/records/database.ts';
import { type OpenOptions, openPostgres, openSqlite } from '../../../src/records/open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/** One database engine under test. `open` gives an empty, migrated database. */
export interface Engine {
  readonly name: string;
  readonly unavailable: string | null;
  open(options?: OpenOptions): Promise<RecordsDatabase>;
  stop(): Promise<void>;
}

export const KEY = new Uint8Array(32).fill(0x5a);

export function sqliteEngine(): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'sizhen-records-'));
  return {
    name: 'SQLite',
    unavailable: null,
    open: (options = {}) => openSqlite({ ...options, file: join(folder, `${randomUUID()}.db`), key: KEY }),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function postgresEngine(server: PostgresServer): Engine {
  return {
    name: 'PostgreSQL',
    unavailable: null,
    open: async (options = {}) => openPostgres({ ...options, url: await server.createDatabase(randomUUID()) }),
    stop: () => server.stop(),
  };
}

/** Both engines; where PostgreSQL cannot start, one that says why. */
export async function engines(): Promise<readonly Engine[]> {
  const sqlite = sqliteEngine();
  try {
    return [sqlite, postgresEngine(await startPostgres())];
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return [sqlite, missingPostgres(`PostgreSQL cannot run on this machine: ${reason}`)];
  }
}

function missingPostgres(unavailable: string): Engine {
  return {
    name: `PostgreSQL — NOT TESTED: ${unavailable}`,
    unavailable,
    open: () => Promise.reject(new Error(unavailable)),
    stop: async () => {},
  };
}
