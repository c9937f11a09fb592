import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/command.ts';
import { run as exportVisits } from '../../src/cli/commands/export.ts';
import { run as importVisits } from '../../src/cli/commands/import.ts';
import { openOrMakeData } from '../../src/cli/open-data.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { importVisit } from '../../src/records/import-visit.ts';
import { createReceipts } from '../../src/records/receipts.ts';
import { createVisits } from '../../src/records/visits.ts';
import { aVisit, RESIDENT, STATION } from '../exchange/support/a-visit.ts';

type Run = typeof importVisits;

async function command(run: Run, ...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { status, out, err };
}

/** More than one page of the export, all begun in the same moment. */
const VISITS = 201;
const visitId = (index: number) => `0198b000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const small: Partial<Visit> = {
  captures: [],
  skipped: [],
  findings: { tongue: null, underside: null, face: null, pulse: {} },
};

describe('what `sizhen export` wrote', () => {
  let folder: string;
  let file: string;
  let lines: readonly string[];
  const data = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sizhen-import-'));
    const db = await openOrMakeData({ data: data('first') });
    await importVisit(db, { visit: aVisit(), resident: RESIDENT, station: STATION });
    for (let index = 0; index < VISITS; index += 1) {
      await importVisit(db, { visit: aVisit({ ...small, id: visitId(index) }), resident: RESIDENT, station: STATION });
    }
    await db.close();
    lines = (await command(exportVisits, '--data', data('first'))).out;
    file = join(folder, 'visits.jsonl');
    await writeFile(file, `${lines.join('\n')}\n`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds every visit, also those begun in the same moment', () => {
    expect(new Set(lines).size).toBe(VISITS + 1);
  });

  it('is taken into a new data directory, and an export from there gives the same lines', async () => {
    const imported = await command(importVisits, file, '--data', data('second'));
    expect(imported).toEqual({ status: EXIT.ok, out: [`${file}: 202 stored, 0 already held, 0 refused`], err: [] });
    expect((await command(exportVisits, '--data', data('second'))).out).toEqual(lines);
  });

  it('changes nothing when it is taken in again, neither there nor where it came from', async () => {
    const one = join(folder, 'one.jsonl');
    await writeFile(one, lines.at(0) ?? '');
    for (const held of ['first', 'third', 'third']) await command(importVisits, one, '--data', data(held));
    const again = await command(importVisits, one, '--data', data('third'));
    expect(again).toEqual({ status: EXIT.ok, out: [`${one}: 0 stored, 1 already held, 0 refused`], err: [] });
    const atItsOrigin = await command(importVisits, file, '--data', data('first'));
    expect(atItsOrigin.out).toEqual([`${file}: 0 stored, 202 already held, 0 refused`]);
  });

  it('does not pass for uploaded, nor is it queued', async () => {
    await command(importVisits, file, '--data', data('fourth'));
    const db = await openOrMakeData({ data: data('fourth') });
    expect(await createReceipts(db).get(visitId(0))).toBeNull();
    expect((await createVisits(db).list({ limit: 1 }))[0]).toMatchObject({ upload: 'not-queued', simulated: false });
    await db.close();
  });

  it('is refused line by line: bad ones are named with their code and place, the rest are stored', async () => {
    const [good = '', other = ''] = lines;
    const elsewhere = other.replace('"痰湿质，倾向湿热质"', '"平和质"');
    expect(elsewhere).not.toBe(other);
    const mixed = join(folder, 'mixed.jsonl');
    await writeFile(mixed, ['not json', '{"resourceType":"Bundle"}', other, '', elsewhere, good].join('\n'));
    const { status, out, err } = await command(importVisits, mixed, '--data', data('fifth'));
    expect(status).toBe(EXIT.badInput);
    expect(out).toEqual([`${mixed}: 2 stored, 0 already held, 3 refused`]);
    expect(err.map((line) => line.slice(0, line.indexOf(' ', line.indexOf(' ') + 1)))).toEqual([
      `cli/bundle-invalid: ${mixed}:1:`,
      `cli/bundle-invalid: ${mixed}:2:`,
      `records/visit-conflict: ${mixed}:5:`,
    ]);
  });

  it('names a file that is not there, and makes no database for it', async () => {
    const missing = command(importVisits, join(folder, 'missing.jsonl'), '--data', data('sixth'));
    await expect(missing).rejects.toMatchObject({ code: 'cli/file-not-found' });
    await expect(command(exportVisits, '--data', data('sixth'))).rejects.toMatchObject({ code: 'cli/no-database' });
  });
});
