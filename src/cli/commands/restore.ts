import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unpackBackup } from '../../security/backup-file.ts';
import { DATA_KEY_FILE } from '../../security/data-key.ts';
import { CliError } from '../cli-error.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { dataDirectory } from '../open-data.ts';

const OPTIONS = { data: { type: 'string' }, county: { type: 'boolean' } } as const;

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined) throw new UsageError('name the backup');
  const { header, database } = unpackBackup(await readFile(file));
  const directory = dataDirectory({ ...values, county: header.server === 'county' });
  const keyFile = join(directory.dir, DATA_KEY_FILE);
  if (existsSync(directory.databaseFile) || existsSync(keyFile)) {
    throw new CliError('cli/data-not-empty', `${directory.dir} already holds data; nothing was overwritten`);
  }
  await mkdir(directory.dir, { recursive: true, mode: 0o700 });
  await writeFile(keyFile, header.wrappedKey, { mode: 0o600, flag: 'wx', flush: true });
  await writeFile(directory.databaseFile, database, { mode: 0o600, flag: 'wx', flush: true });
  io.out(`${directory.dir}: ${header.server} database of ${header.createdAt} restored; start with the same passphrase`);
  return EXIT.ok;
}
