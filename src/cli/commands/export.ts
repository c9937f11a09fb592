import { parseArgs } from 'node:util';
import type { RecordsDatabase } from '../../records/database.ts';
import { createVisits } from '../../records/visits.ts';
import { type CommandIo, EXIT } from '../command.ts';
import { openData } from '../open-data.ts';
import { bundleText } from './fhir.ts';

const PAGE = 200;

async function exportAll(db: RecordsDatabase, io: CommandIo): Promise<void> {
  const visits = createVisits(db);
  let after: { readonly before?: string; readonly beforeId?: string } = {};
  for (;;) {
    const page = await visits.list({ status: 'complete', limit: PAGE, ...after });
    for (const { visitId } of page) io.out(await bundleText(db, visitId));
    const last = page.at(-1);
    if (last === undefined) return;
    after = { before: last.startedAt, beforeId: last.visitId };
  }
}

export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' }, county: { type: 'boolean' } } });
  const db = await openData(values);
  try {
    await exportAll(db, io);
    return EXIT.ok;
  } finally {
    await db.close();
  }
}
