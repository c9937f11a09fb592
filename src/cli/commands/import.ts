import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { isSizhenError } from '../../domain/sizhen-error.ts';
import { canonicalJson } from '../../exchange/canonical-json.ts';
import { bundleToVisit, type ExchangedVisit } from '../../exchange/fhir/bundle-to-visit.ts';
import { visitToBundle } from '../../exchange/fhir/visit-to-bundle.ts';
import { hasOwnIds } from '../../exchange/own-ids.ts';
import { validateBundle } from '../../exchange/validate-bundle.ts';
import type { RecordsDatabase } from '../../records/database.ts';
import { importVisit } from '../../records/import-visit.ts';
import { RecordsError } from '../../records/records-error.ts';
import { createVisits } from '../../records/visits.ts';
import { CliError } from '../cli-error.ts';
import { type CommandIo, EXIT, UsageError } from '../command.ts';
import { fileError } from '../each-file.ts';
import { openOrMakeData } from '../open-data.ts';

function readLine(text: string): ExchangedVisit {
  const check = validateBundle(parse(text));
  if (!check.ok) {
    const [first] = check.faults;
    throw new CliError('cli/bundle-invalid', `${first?.rule} at ${first?.path || '/'}`, { faults: check.faults });
  }
  const exchanged = bundleToVisit(check.bundle);
  if (!hasOwnIds(exchanged)) throw new CliError('cli/bundle-invalid', 'visit, resident and captures need UUIDs');
  return exchanged;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError('cli/bundle-invalid', 'the line is not JSON', {}, error);
  }
}

/** Two visits say the same when their Bundles do, whatever the resident is called in either database. */
async function holdsTheSame(db: RecordsDatabase, exchanged: ExchangedVisit): Promise<boolean> {
  const held = await createVisits(db).get(exchanged.visit.id);
  if (held?.status !== 'complete') return false;
  const visit = { ...held, residentId: exchanged.resident.id };
  return canonicalJson(visitToBundle({ ...exchanged, visit })) === canonicalJson(visitToBundle(exchanged));
}

/** False when the same visit is held already. */
async function take(db: RecordsDatabase, text: string): Promise<boolean> {
  const exchanged = readLine(text);
  if (await importVisit(db, exchanged)) return true;
  if (await holdsTheSame(db, exchanged)) return false;
  throw new RecordsError('records/visit-conflict', 'another record stands under this visit id', {
    visitId: exchanged.visit.id,
  });
}

async function importLines(db: RecordsDatabase, file: string, io: CommandIo): Promise<number> {
  const count = { stored: 0, held: 0, refused: 0 };
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    try {
      count[(await take(db, text)) ? 'stored' : 'held'] += 1;
    } catch (error) {
      if (!isSizhenError(error)) throw error;
      io.err(`${error.code}: ${file}:${number}: ${error.message}`);
      count.refused += 1;
    }
  }
  io.out(`${file}: ${count.stored} stored, ${count.held} already held, ${count.refused} refused`);
  return count.refused === 0 ? EXIT.ok : EXIT.badInput;
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, county: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('name one file');
  await access(file, constants.R_OK).catch((error: unknown) => {
    throw fileError(error, file);
  });
  const db = await openOrMakeData(values);
  try {
    return await importLines(db, file, io);
  } finally {
    await db.close();
  }
}
