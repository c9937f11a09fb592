import { randomBytes as systemRandomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type Dialect, Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import pg from 'pg';
import { type Clock, systemClock } from '../domain/clock.ts';
import { createUuidV7 } from '../domain/uuid.ts';
import { codedDialect } from './coded-dialect.ts';
import type { DatabaseTraits, RecordsDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { recordsErrorFromPostgres } from './postgres-errors.ts';
import type { RecordsSchema } from './schema.ts';
import { recordsErrorFromOpening, recordsErrorFromSqlite } from './sqlite-errors.ts';

export interface OpenOptions {
  readonly clock?: Clock;
  /** Random bytes for ids; the operating system's generator unless a test hands in its own. */
  readonly randomBytes?: (count: number) => Uint8Array;
}

export interface OpenSqliteOptions extends OpenOptions {
  readonly file: string;
  /** 32 bytes, used as they are. */
  readonly key: Uint8Array;
}

export interface OpenPostgresOptions extends OpenOptions {
  readonly url: string;
}

const KEY_BYTES = 32;
/** Longer than any of our transactions takes; a backup or the command line may hold the file meanwhile. */
const BUSY_TIMEOUT_MS = 5_000;
/** As many as the county's cores can serve; PostgreSQL's own default limit is 100. */
const POSTGRES_CONNECTIONS = 16;
const POSTGRES_CONNECT_TIMEOUT_MS = 5_000;

const SQLITE_TRAITS: DatabaseTraits = {
  name: 'sqlite',
  blobType: 'blob',
  textType: 'text',
  lock: async () => {},
};

const POSTGRES_TRAITS: DatabaseTraits = {
  name: 'postgresql',
  blobType: 'bytea',
  textType: 'text collate "C"',
  lock: async (tx, name) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
  },
};

/**
 * Opens (creates) the encrypted database and migrates it. The whole file, its WAL included, is in SQLCipher 4 format.
 * Throws `RecordsError`: `records/wrong-key`, `records/corrupt`, `records/read-only`, `records/unavailable`, …
 */
export async function openSqlite(options: OpenSqliteOptions): Promise<RecordsDatabase> {
  const database = openEncryptedFile(options.file, options.key);
  const dialect = codedDialect(new SqliteDialect({ database }), {
    // A transaction that starts by reading cannot wait for another process's writer later, so it takes the lock at once.
    begin: 'begin immediate',
    translate: recordsErrorFromSqlite,
    mustRollBack: () => database.inTransaction,
  });
  return migrated(recordsDatabase(dialect, SQLITE_TRAITS, options));
}

/** Opens the county's PostgreSQL database and migrates it. Throws `RecordsError`. */
export async function openPostgres(options: OpenPostgresOptions): Promise<RecordsDatabase> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: POSTGRES_CONNECTIONS,
    connectionTimeoutMillis: POSTGRES_CONNECT_TIMEOUT_MS,
  });
  // An idle connection that breaks must not end the process; the next query reports what is wrong.
  pool.on('error', () => {});
  const dialect = codedDialect(new PostgresDialect({ pool }), {
    translate: recordsErrorFromPostgres,
    mustRollBack: () => true,
  });
  return migrated(recordsDatabase(dialect, POSTGRES_TRAITS, options));
}

function openEncryptedFile(file: string, key: Uint8Array): Database.Database {
  if (key.length !== KEY_BYTES) throw new RangeError(`a database key has ${KEY_BYTES} bytes, not ${key.length}`);
  let database: Database.Database | null = null;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    database.pragma(`cipher = 'sqlcipher'`);
    database.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    database.pragma('journal_mode = WAL');
    // FULL: a commit that was acknowledged is on the disk, also after a power cut.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    // Temporary tables would otherwise go to unencrypted files.
    database.pragma('temp_store = MEMORY');
    chmodSync(file, 0o600);
    return database;
  } catch (error) {
    database?.close();
    throw recordsErrorFromOpening(error);
  }
}

function recordsDatabase(dialect: Dialect, traits: DatabaseTraits, options: OpenOptions): RecordsDatabase {
  const clock = options.clock ?? systemClock;
  const query = new Kysely<RecordsSchema>({ dialect });
  return {
    query,
    traits,
    now: () => new Date(clock.wallMs()).toISOString(),
    newId: createUuidV7(clock.wallMs, options.randomBytes ?? systemRandomBytes),
    close: () => query.destroy(),
  };
}

async function migrated(db: RecordsDatabase): Promise<RecordsDatabase> {
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}
