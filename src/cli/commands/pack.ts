import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../../domain/clock.ts';
import { InquiryError } from '../../inquiry/inquiry-error.ts';
import { checkPublisherKey, openSignedPack, signPack } from '../../inquiry/signed-pack.ts';
import type { RecordsDatabase } from '../../records/database.ts';
import { createPacks } from '../../records/packs.ts';
import { createSettings } from '../../records/settings.ts';
import {
  createPackShelf,
  PACK_PUBLISHERS,
  type PackShelf,
  packPublishers,
  readPack,
} from '../../station/inquiry/pack-shelf.ts';
import { CliError } from '../cli-error.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { fileError } from '../each-file.ts';
import { openData } from '../open-data.ts';

const OPTIONS = {
  data: { type: 'string' },
  publisher: { type: 'string', multiple: true },
  key: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = { readonly data?: string; readonly publisher?: string[]; readonly key?: string; readonly json?: boolean };

const today = (): string => new Date(systemClock.wallMs()).toISOString().slice(0, 10);

/**
 * `check FILE --publisher KEY.pem` and `sign FILE --key KEY.pem` need no station; `trust KEY.pem`, `load FILE`, `list` and
 * `remove ID VERSION` work on a station's data.
 */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [action, ...operands] = positionals;
  switch (action) {
    case 'check':
      return check(operands, values, io);
    case 'sign':
      return sign(operands, values, io);
    case 'trust':
      return onData(values, (db) => trust(db, operands, io));
    case 'load':
    case 'list':
    case 'remove':
      return onData(values, (db) => onShelf(shelfOf(db), action, operands, values, io));
    default:
      throw new UsageError('pack check, sign, trust, load, list or remove');
  }
}

async function check(files: readonly string[], { publisher = [] }: Values, io: CommandIo): Promise<number> {
  const keys = await Promise.all(publisher.map(readText));
  for (const file of files) {
    const { id, pack } = readPack(openSignedPack(await readText(file), keys), today());
    io.out(JSON.stringify({ file, id, version: pack.version, licence: pack.licence }));
  }
  return EXIT.ok;
}

/** The publisher's side: a payload becomes a pack. It is read first, so that no broken pack is signed. */
async function sign([file]: readonly string[], { key }: Values, io: CommandIo): Promise<number> {
  if (file === undefined || key === undefined) throw new UsageError('pack sign FILE --key KEY.pem');
  const payload = parse(await readText(file));
  readPack(payload, today());
  io.out(signPack(payload, await readText(key)).trimEnd());
  return EXIT.ok;
}

async function trust(db: RecordsDatabase, [file]: readonly string[], io: CommandIo): Promise<number> {
  if (file === undefined) throw new UsageError('pack trust KEY.pem');
  const pem = await readText(file);
  checkPublisherKey(pem);
  const settings = createSettings(db);
  const keys = new Set([...(await packPublishers(settings)), pem]);
  await settings.set(PACK_PUBLISHERS, JSON.stringify([...keys]));
  io.out(`${keys.size} publisher(s) trusted`);
  return EXIT.ok;
}

async function onShelf(
  shelf: PackShelf,
  action: 'load' | 'list' | 'remove',
  operands: readonly string[],
  { json }: Values,
  io: CommandIo,
): Promise<number> {
  const say = (pack: Awaited<ReturnType<PackShelf['list']>>[number]) =>
    io.out(json === true ? JSON.stringify(pack) : `${pack.id} ${pack.version} ${pack.problem ?? 'usable'}`);
  if (action === 'list') for (const pack of await shelf.list()) say(pack);
  if (action === 'load') for (const file of operands) say(await shelf.load(await readText(file), null));
  if (action === 'remove') {
    const [id = '', version = ''] = operands;
    if (!(await shelf.remove(id, version))) throw new CliError('cli/no-pack', `no pack ${id} ${version} is loaded`);
  }
  return EXIT.ok;
}

const shelfOf = (db: RecordsDatabase): PackShelf =>
  createPackShelf({ packs: createPacks(db), settings: createSettings(db), today });

async function onData(values: Values, work: (db: RecordsDatabase) => Promise<number>): Promise<number> {
  const db = await openData(values);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

function parse(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (cause) {
    throw new InquiryError('inquiry/invalid-pack', 'the payload is not JSON', {}, cause);
  }
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw fileError(error, file);
  });
}
