import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadCountyConfig, loadStationConfig } from '../config/load-config.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { openSqlite } from '../records/open-database.ts';
import { openDataKey } from '../security/data-key.ts';
import { CliError } from './cli-error.ts';
import { given } from './number-option.ts';

export interface DataOptions {
  readonly data?: string | undefined;
  readonly county?: boolean | undefined;
}

export type ServerName = 'station' | 'county';

export interface DataDirectory {
  readonly server: ServerName;
  readonly dir: string;
  readonly databaseFile: string;
  readonly passphraseFile: string | null;
}

/** Where a server's data lies, by the same configuration that the server itself reads. */
export function dataDirectory({ data, county }: DataOptions): DataDirectory {
  const server: ServerName = county === true ? 'county' : 'station';
  const overrides = given({ dataDir: data === undefined ? undefined : resolve(data) });
  const config = county === true ? loadCountyConfig(overrides) : loadStationConfig(overrides);
  return {
    server,
    dir: config.dataDir,
    databaseFile: join(config.dataDir, `${server}.db`),
    passphraseFile: config.passphraseFile,
  };
}

type OpenedData = RecordsDatabase & { readonly directory: DataDirectory };

/** Opens an existing database. Throws `cli/no-database` rather than making an empty one. */
export async function openData(options: DataOptions): Promise<OpenedData> {
  const directory = dataDirectory(options);
  if (!existsSync(directory.databaseFile)) {
    throw new CliError('cli/no-database', `${directory.dir} holds no ${directory.server} database`);
  }
  return open(directory);
}

/** Opens the database of a data directory, or makes an empty one there. */
export async function openOrMakeData(options: DataOptions): Promise<OpenedData> {
  return open(dataDirectory(options));
}

async function open(directory: DataDirectory): Promise<OpenedData> {
  const { key } = await openDataKey({ dataDir: directory.dir, passphraseFile: directory.passphraseFile });
  return { ...(await openSqlite({ file: directory.databaseFile, key })), directory };
}
