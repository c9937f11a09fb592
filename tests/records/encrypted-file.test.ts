import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPostgres, openSqlite } from '../../src/records/open-database.ts';
import { createResidents } from '../../src/records/residents.ts';
import { recordsErrorFromOpening, recordsErrorFromSqlite } from '../../src/records/sqlite-errors.ts';
import { createVisits } from '../../src/records/visits.ts';
import { KEY } from './support/databases.ts';
import { aCapture, aResident, CONSENT, RESIDENT_NUMBER } from './support/fixtures.ts';

describe('the station’s database file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sizhen-file-'));
    file = join(folder, 'records.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fill = async () => {
    const db = await openSqlite({ file, key: KEY });
    const resident = await createResidents(db).create(aResident());
    const visits = createVisits(db);
    const { id } = await visits.start({ residentId: resident.id, stationId: 'station-1', operatorId: null });
    await visits.saveConsent(id, CONSENT);
    await visits.addCapture(id, aCapture({ bytes: Buffer.from('picture of a tongue '.repeat(500)) }));
    return { db, visitId: id };
  };

  it('shows nothing to a reader without the key, WAL included', async () => {
    const { db } = await fill();
    const files = readdirSync(folder);
    expect(files).toContain('records.db-wal');
    for (const name of files) {
      const content = readFileSync(join(folder, name));
      for (const text of [
        '王秀英',
        RESIDENT_NUMBER,
        '13800004321',
        'picture of a tongue',
        'SQLite format',
        'resident',
      ]) {
        expect(content.includes(Buffer.from(text)), `${text} in ${name}`).toBe(false);
      }
    }
    await db.close();
    expect(readFileSync(file).includes(Buffer.from('王秀英'))).toBe(false);
  });

  it('belongs to its owner alone and commits to the disk', async () => {
    const { db } = await fill();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const pragma = async (name: string) =>
      (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db.query)).rows[0];
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
    await db.close();
  });

  it('does not open with another key, nor when it is no database', async () => {
    const { db } = await fill();
    await db.close();
    const other = new Uint8Array(32).fill(1);
    await expect(openSqlite({ file, key: other })).rejects.toMatchObject({ code: 'records/wrong-key' });
    writeFileSync(file, 'not a database at all '.repeat(400));
    await expect(openSqlite({ file, key: KEY })).rejects.toMatchObject({ code: 'records/wrong-key' });
    await expect(openSqlite({ file, key: new Uint8Array(16) })).rejects.toThrow(RangeError);
  });

  it('reports a damaged page as corrupt, not as a wrong key', async () => {
    const { db } = await fill();
    await db.close();
    const bytes = readFileSync(file);
    bytes.fill(0x55, 4096, bytes.length);
    writeFileSync(file, bytes);
    await expect(openSqlite({ file, key: KEY })).rejects.toMatchObject({ code: 'records/corrupt' });
  });

  it('keeps what was stored when it is full, and says so', async () => {
    const { db, visitId } = await fill();
    const visits = createVisits(db);
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db.query);
    await sql.raw(`pragma max_page_count = ${(pages.rows[0]?.page_count ?? 0) + 8}`).execute(db.query);
    const big = aCapture({ kind: 'face', bytes: new Uint8Array(1_000_000) });
    await expect(visits.addCapture(visitId, big)).rejects.toMatchObject({ code: 'records/disk-full' });
    expect((await visits.get(visitId))?.captures).toHaveLength(1);
    await visits.skip(visitId, { kind: 'face', reason: 'device-unavailable', at: db.now() });
    await db.close();
  });

  it('answers with a code when its folder cannot be made or the server is not there', async () => {
    writeFileSync(file, '');
    const below = join(file, 'folder', 'records.db');
    await expect(openSqlite({ file: below, key: KEY })).rejects.toMatchObject({ code: 'records/unavailable' });
    const nowhere = openPostgres({ url: 'postgres://sizhen@127.0.0.1:1/none' });
    await expect(nowhere).rejects.toMatchObject({ code: 'records/unavailable' });
  });

  it.each([
    ['SQLITE_FULL', 'records/disk-full'],
    ['SQLITE_READONLY_DBMOVED', 'records/read-only'],
    ['SQLITE_CORRUPT_INDEX', 'records/corrupt'],
    ['SQLITE_BUSY_SNAPSHOT', 'records/busy'],
    ['SQLITE_IOERR_FSYNC', 'records/storage-failed'],
  ])('calls %s by the code %s', (sqliteCode, code) => {
    expect(recordsErrorFromSqlite(new Database.SqliteError('message', sqliteCode))).toMatchObject({ code });
  });

  it.each([
    ['ENOSPC', 'records/disk-full'],
    ['EROFS', 'records/read-only'],
    ['EACCES', 'records/read-only'],
  ])('calls %s while opening by the code %s', (systemCode, code) => {
    const error = Object.assign(new Error('refused'), { code: systemCode, syscall: 'open' });
    expect(recordsErrorFromOpening(error)).toMatchObject({ code });
  });
});
