import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAuditLog } from '../../records/audit-log.ts';
import type { RecordsDatabase } from '../../records/database.ts';
import { openSqlite } from '../../records/open-database.ts';
import { createOutbox } from '../../records/outbox.ts';
import { integrityFault } from '../../records/snapshot.ts';
import { unpackBackup } from '../../security/backup-file.ts';
import { DATA_KEY_FILE, openDataKey } from '../../security/data-key.ts';
import { type CommandIo, EXIT } from '../command.ts';
import { dataDirectory, openData } from '../open-data.ts';

const OPTIONS = { data: { type: 'string' }, county: { type: 'boolean' }, json: { type: 'boolean' } } as const;

async function proof(db: RecordsDatabase): Promise<Record<string, unknown> & { readonly whole: boolean }> {
  const fault = await integrityFault(db);
  const audit = await createAuditLog(db).verify();
  const outbox = await createOutbox(db).counts();
  return { whole: fault === null && audit.intact, databaseFault: fault, audit, outbox };
}

/** Opens a backup in a folder of its own, with the passphrase of the data directory it came from. */
async function proofOfBackup(
  file: string,
  values: { readonly data?: string | undefined; readonly county?: boolean | undefined },
) {
  const { header, database } = unpackBackup(await readFile(file));
  const source = dataDirectory({ ...values, county: header.server === 'county' });
  const folder = await mkdtemp(join(tmpdir(), 'sizhen-verify-'));
  try {
    await writeFile(join(folder, DATA_KEY_FILE), header.wrappedKey, { mode: 0o600 });
    await writeFile(join(folder, 'copy.db'), database, { mode: 0o600 });
    const passphraseFile = source.passphraseFile ?? join(source.dir, 'data-passphrase.txt');
    const { key } = await openDataKey({ dataDir: folder, passphraseFile });
    const db = await openSqlite({ file: join(folder, 'copy.db'), key });
    try {
      return { createdAt: header.createdAt, ...(await proof(db)) };
    } finally {
      await db.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function proofOfData(values: { readonly data?: string | undefined; readonly county?: boolean | undefined }) {
  const db = await openData(values);
  try {
    return await proof(db);
  } finally {
    await db.close();
  }
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  const result = file === undefined ? await proofOfData(values) : await proofOfBackup(file, values);
  io.out(JSON.stringify({ file: file ?? dataDirectory(values).databaseFile, ...result }));
  return result.whole ? EXIT.ok : EXIT.badInput;
}
