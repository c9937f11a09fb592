import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enrolAtCounty } from '../../src/exchange/county-client.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import type { RecordsDatabase } from '../../src/records/database.ts';
import { openSqlite } from '../../src/records/open-database.ts';
import { createOutbox } from '../../src/records/outbox.ts';
import { createReceipts } from '../../src/records/receipts.ts';
import { openDataKey } from '../../src/security/data-key.ts';
import { createEnrolment } from '../../src/security/enrolment.ts';
import { ensureStationKey } from '../../src/security/station-identity.ts';
import { completeVisit, offsetClock, openStation, stationUploader } from '../exchange/support/a-station.ts';
import { STATION } from '../exchange/support/a-visit.ts';
import { aCounty } from './support/a-county.ts';

const script = (name: string) => join(import.meta.dirname, 'support', name);
const children: ChildProcess[] = [];
let folder: string;
const stationFile = () => join(folder, 'station.db');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sizhen-killed-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  rmSync(folder, { recursive: true, force: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function run(name: string, ...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [script(name), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

async function countyProcess(port: string): Promise<{ child: ChildProcess; url: string; code: string }> {
  const child = run('county-process.ts', join(folder, 'county'), port);
  if (child.stdout === null) throw new Error('no output');
  const [line] = await once(child.stdout, 'data');
  return { child, ...JSON.parse(String(line)) };
}

async function receiptsAtCounty(): Promise<readonly { visit_id: string; receipt_id: string }[]> {
  const { key } = await openDataKey({ dataDir: join(folder, 'county'), passphraseFile: null });
  const db = await openSqlite({ file: join(folder, 'county', 'county.db'), key });
  const visits = await db.query.selectFrom('visit').select('id').execute();
  const receipts = await db.query.selectFrom('receipt').select(['visit_id', 'receipt_id']).execute();
  const actions = (await createAuditLog(db).list()).map(({ action }) => action);
  // Proves that at least one kill fell between commit and answer.
  expect(actions).toContain('visit.receive-again');
  await db.close();
  expect(visits.map(({ id }) => id).sort()).toEqual(receipts.map(({ visit_id }) => visit_id).sort());
  return receipts;
}

async function everyReceiptMatches(db: RecordsDatabase, visitIds: readonly string[]): Promise<void> {
  const there = await receiptsAtCounty();
  expect(there.map(({ visit_id }) => visit_id).sort()).toEqual([...visitIds].sort());
  for (const { visit_id, receipt_id } of there) {
    expect((await createReceipts(db).get(visit_id))?.receiptId).toBe(receipt_id);
  }
}

describe('a county server that is killed', () => {
  it('after it stored a visit and before it could say so, or anywhere else, has it once', async () => {
    const clock = offsetClock();
    const db = await openStation(stationFile(), clock);
    let county = await countyProcess('0');
    const { publicKeyPem } = await ensureStationKey(db, STATION.id);
    const request = { code: county.code, stationId: STATION.id, clinicName: STATION.clinicName, publicKeyPem };
    await enrolAtCounty({ countyUrl: county.url, fetch, timeoutMs: 5_000 }, request);
    const port = new URL(county.url).port;
    const visitIds: string[] = [];
    // Null: killed when the answer has arrived; else so many milliseconds after the request left.
    for (const killAfterMs of [null, 0, 3, 8, 15]) {
      visitIds.push((await completeVisit(db)).id);
      const deadly: typeof fetch = async (url, init) => {
        const answer = fetch(url, init);
        answer.catch(() => {});
        if (killAfterMs === null) await answer;
        else await new Promise((resolve) => setTimeout(resolve, killAfterMs));
        await kill(county.child);
        throw new TypeError('the connection is gone');
      };
      await (await stationUploader(db, { countyUrl: county.url, clock, fetch: deadly })).runOnce();
      expect((await createOutbox(db).uploadStatus(visitIds.at(-1) ?? '')).state).toBe('pending');
      county = await countyProcess(port);
      clock.offsetMs += 1_500;
      await (await stationUploader(db, { countyUrl: county.url, clock })).runOnce();
      expect((await createOutbox(db).uploadStatus(visitIds.at(-1) ?? '')).state).toBe('uploaded');
    }
    await kill(county.child);
    await everyReceiptMatches(db, visitIds);
    await db.close();
    // Six starts of a whole server, each with its key derivation.
  }, 180_000);
});

describe('a station that is killed', () => {
  it('before it could store the receipt sends again and gets the same one', async () => {
    const clock = offsetClock();
    const county = await aCounty();
    let victim: ChildProcess | null = null;
    county.app.addHook('onSend', async () => {
      if (victim !== null) await kill(victim);
      victim = null;
    });
    const countyUrl = await county.app.listen({ host: '127.0.0.1', port: 0 });
    const db = await openStation(stationFile(), clock);
    const { publicKeyPem } = await ensureStationKey(db, STATION.id);
    const enrolment = createEnrolment(county.db, county.clock);
    const { code } = await enrolment.issueCode(STATION.clinicName);
    await enrolment.enrol({ code, stationId: STATION.id, publicKeyPem });
    const { id } = await completeVisit(db);
    await db.close();

    victim = run('station-process.ts', stationFile(), countyUrl);
    const [, signal] = await once(victim, 'exit');
    expect(signal).toBe('SIGKILL');
    const stored = await createReceipts(county.db).get(id);
    expect(stored).not.toBeNull();

    const [exitCode] = await once(run('station-process.ts', stationFile(), countyUrl, '2000'), 'exit');
    expect(exitCode).toBe(0);
    const reopened = await openStation(stationFile(), clock);
    expect(await createReceipts(reopened).get(id)).toEqual(stored);
    expect((await createOutbox(reopened).counts()).pending).toBe(0);
    expect(await county.count('visit')).toBe(1);
    await reopened.close();
    await county.close();
  }, 60_000);
});
