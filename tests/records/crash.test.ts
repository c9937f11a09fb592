import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { createCaptures } from '../../src/records/captures.ts';
import { openSqlite } from '../../src/records/open-database.ts';
import { createVisits } from '../../src/records/visits.ts';
import { KEY } from './support/databases.ts';

const KILLS = 20;
const LONGEST_LIFE_MS = 250;
const WRITER = fileURLToPath(new URL('support/crash-writer.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'sizhen-crash-'));
const file = join(folder, 'records.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Kills the writer with SIGKILL at a random moment after its first acknowledgement. Returns the acknowledged ids. */
async function writeAndKill(): Promise<readonly string[]> {
  const child = spawn(process.execPath, [WRITER, file, Buffer.from(KEY).toString('hex')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  await sleep(Math.random() * LONGEST_LIFE_MS);
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  expect(await closed).toEqual([null, 'SIGKILL']);
  // A line the kill cut short was not acknowledged.
  return printed.split('\n').slice(0, -1);
}

it(`loses no acknowledged visit in ${KILLS} kills at random moments`, { timeout: 300_000 }, async () => {
  const acknowledged: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) acknowledged.push(...(await writeAndKill()));

  const db = await openSqlite({ file, key: KEY });
  const visits = createVisits(db);
  const captures = createCaptures(db);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
  for (const id of acknowledged) {
    const visit = await visits.get(id);
    expect(visit).toMatchObject({ status: 'complete', sheet: { answers: { '1': 1, '5': 5 } } });
    expect((await captures.get(visit?.captures[0]?.id ?? ''))?.bytes).toHaveLength(20_000);
  }
  const complete = await db.query.selectFrom('visit').select('id').where('status', '=', 'complete').execute();
  const queued = await db.query.selectFrom('outbox').select('visit_id').execute();
  const sorted = (ids: readonly string[]) => ids.toSorted();
  expect(sorted(queued.map((row) => row.visit_id))).toEqual(sorted(complete.map((row) => row.id)));
  expect((await sql`pragma integrity_check`.execute(db.query)).rows).toEqual([{ integrity_check: 'ok' }]);
  expect((await sql`pragma foreign_key_check`.execute(db.query)).rows).toEqual([]);
  await db.close();
});
