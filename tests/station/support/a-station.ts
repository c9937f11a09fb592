import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstrumentPort } from '../../../device-drivers/discovery/instrument-port.ts';
import { loadStationConfig } from '../../../src/config/load-config.ts';
import type { RecordsDatabase } from '../../../src/records/database.ts';
import { openSqlite } from '../../../src/records/open-database.ts';
import { openDataKey } from '../../../src/security/data-key.ts';
import { type RunningStation, startStation } from '../../../src/station/start-station.ts';
import { Page } from './a-page.ts';

export const MODELS_DIR = join(import.meta.dirname, '../../../models');

export interface TestStation {
  readonly running: RunningStation;
  readonly url: string;
  /** What the demonstration doctor signs in with. */
  readonly credentials: { readonly account: string; readonly password: string };
  page(): Page;
  /** A browser where the demonstration doctor has signed in. */
  doctor(): Promise<Page>;
  /** The same data directory, served again. */
  restart(): Promise<void>;
  /** A second look at the record while the station runs. */
  record<T>(look: (db: RecordsDatabase) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface TestStationOptions {
  readonly instrument?: string;
  readonly simulatedDevices?: readonly InstrumentPort[];
  /** The shipped models unless another folder is given. */
  readonly modelsDir?: string;
  readonly countyUrl?: string;
  /** Built pages to serve beside the API. */
  readonly pagesDir?: string;
  /** Long enough to be seen, too short for a result. */
  readonly pulse?: { readonly settleMs: number; readonly holdMs: number };
}

/** A whole station on a directory of its own, without pages. */
export async function aStation(options: TestStationOptions = {}): Promise<TestStation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sizhen-station-'));
  const start = () =>
    startStation({
      config: loadStationConfig(
        {
          dataDir,
          port: 0,
          clinicName: '双浦村卫生室',
          demonstration: true,
          ...(options.countyUrl === undefined ? {} : { countyUrl: options.countyUrl }),
        },
        {},
      ),
      instrument: options.instrument ?? 'none',
      simulatedDevices: options.simulatedDevices ?? [],
      modelsDir: options.modelsDir ?? MODELS_DIR,
      pagesDir: options.pagesDir ?? null,
      softwareVersion: '0.1.0',
      pulse: options.pulse ?? { settleMs: 100, holdMs: 400 },
    });
  let running = await start();
  const credentials = running.firstCredentials;
  if (credentials === null) throw new Error('a new station has no first credentials');
  return {
    credentials,
    get running() {
      return running;
    },
    get url() {
      return running.url;
    },
    page: () => new Page(running.url),
    async doctor() {
      const page = new Page(running.url);
      await page.call('POST', '/api/staff/sign-in', credentials);
      return page;
    },
    async restart() {
      await running.close();
      running = await start();
    },
    async record(look) {
      const { key } = await openDataKey({ dataDir, passphraseFile: null });
      const db = await openSqlite({ file: join(dataDir, 'station.db'), key });
      try {
        return await look(db);
      } finally {
        await db.close();
      }
    },
    async close() {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
