import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { CountyConfig } from '../config/load-config.ts';
import { type Clock, systemClock } from '../domain/clock.ts';
import type { StaffRole } from '../domain/station-api.ts';
import { createAccounts } from '../records/accounts.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { openPostgres, openSqlite } from '../records/open-database.ts';
import { openDataKey } from '../security/data-key.ts';
import { createEnrolment } from '../security/enrolment.ts';
import { hashPassword } from '../security/passwords.ts';
import { buildCounty } from './build-county.ts';
import { CountyError } from './county-error.ts';

export interface StartAccount {
  readonly userName: string;
  readonly displayName: string;
  readonly role: Extract<StaffRole, 'reviewer' | 'administrator'>;
  readonly password: string;
}

export interface StartCountyOptions {
  readonly softwareVersion: string;
  readonly pagesDir: string | null;
  /** Accounts that a demonstration needs; refused by a server that is none. */
  readonly demonstrationAccounts?: readonly StartAccount[];
  readonly clock?: Clock;
}

export interface RunningCounty {
  /** `http://127.0.0.1:4790` */
  readonly url: string;
  readonly db: RecordsDatabase;
  /** User names of the accounts made at this start: only their passwords are the ones handed in. */
  readonly newAccounts: readonly string[];
  /** Where the generated passphrase lies, to be said plainly; null when the operator keeps his own, or with PostgreSQL. */
  readonly unattendedPassphraseFile: string | null;
  issueEnrolmentCode(clinicName: string): Promise<{ readonly code: string; readonly expiresAt: string }>;
  close(): Promise<void>;
}

/** Opens and migrates the database and listens. Outside demonstrations there is no account until one is made by hand. */
export async function startCounty(config: CountyConfig, options: StartCountyOptions): Promise<RunningCounty> {
  const clock = options.clock ?? systemClock;
  const { db, unattendedPassphraseFile } = await openDatabase(config, clock);
  try {
    const newAccounts = await addDemonstrationAccounts(db, config, options.demonstrationAccounts ?? []);
    const { softwareVersion, pagesDir } = options;
    const app = await buildCounty({ db, config, clock, softwareVersion, pagesDir });
    const url = await listen(app, config);
    const enrolment = createEnrolment(db, clock);
    return {
      url,
      db,
      newAccounts,
      unattendedPassphraseFile,
      issueEnrolmentCode: (clinicName) => enrolment.issueCode(clinicName),
      close: async () => {
        await app.close();
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function listen(app: FastifyInstance, { host, port }: CountyConfig): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    await app.close();
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    const message = `port ${port} is in use; choose another with --port`;
    throw new CountyError('county/port-in-use', message, { port }, cause);
  }
}

async function openDatabase(config: CountyConfig, clock: Clock) {
  if (config.postgresUrl !== null) {
    return { db: await openPostgres({ url: config.postgresUrl, clock }), unattendedPassphraseFile: null };
  }
  const { key, unattendedPassphraseFile } = await openDataKey(config);
  return { db: await openSqlite({ file: join(config.dataDir, 'county.db'), key, clock }), unattendedPassphraseFile };
}

/** An account that exists keeps its password. Returns the names of those that were made. */
async function addDemonstrationAccounts(
  db: RecordsDatabase,
  config: CountyConfig,
  wanted: readonly StartAccount[],
): Promise<readonly string[]> {
  if (wanted.length > 0 && !config.demonstration) {
    throw new CountyError('county/not-allowed', 'ready-made accounts belong to demonstrations only');
  }
  const accounts = createAccounts(db);
  const made: string[] = [];
  for (const { password, ...account } of wanted) {
    if ((await accounts.findByUserName(account.userName)) !== null) continue;
    await accounts.create({ ...account, passwordHash: await hashPassword(password) });
    made.push(account.userName);
  }
  return made;
}
