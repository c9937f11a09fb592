import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { snapshotTo } from '../../records/snapshot.ts';
import { packBackup } from '../../security/backup-file.ts';
import { DATA_KEY_FILE } from '../../security/data-key.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { openData } from '../open-data.ts';

const OPTIONS = { data: { type: 'string' }, county: { type: 'boolean' } } as const;

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined) throw new UsageError('name the file to write');
  const db = await openData(values);
  const draft = join(db.directory.dir, `snapshot-${randomBytes(6).toString('hex')}`);
  try {
    await snapshotTo(db, draft);
    const wrappedKey = await readFile(join(db.directory.dir, DATA_KEY_FILE), 'utf8');
    const about = { createdAt: new Date().toISOString(), server: db.directory.server, wrappedKey };
    const packed = packBackup(about, await readFile(draft));
    await writeFile(`${file}.part`, packed, { mode: 0o600, flush: true });
    await rename(`${file}.part`, file);
    io.out(`${file}: ${packed.length} bytes, encrypted; it opens only with the passphrase, which is not in it`);
    return EXIT.ok;
  } finally {
    await db.close();
    await rm(draft, { force: true });
  }
}
