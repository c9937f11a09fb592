import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { CAPTURE_KINDS } from '../../src/domain/visit.ts';
import { answerItems, openVisit, Page, skip } from '../station/support/a-page.ts';
import { aFolder, runCli, startCli } from './support/run-cli.ts';

/** Every process derives the key anew, and a clinic's machine may be busy. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let data: string;
let visitId: string;
/** A backup of the data, made by the command line. */
let backup: string;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sizhen-cli-data-'));
  const station = startCli('station', '--port', '0', '--data', data, '--instrument', 'none', '--no-open');
  const [, url = ''] = await station.says(/^station \S+ (http:\S+)\n/);
  const page = new Page(url);
  await openVisit(page);
  await answerItems(page);
  await skip(page, ...CAPTURE_KINDS);
  visitId = (await page.call<VisitResult>('POST', '/api/visit/complete')).visit.id;
  const { status, out } = await station.stop();
  expect([status, out.trimEnd().split('\n').length]).toEqual([0, 1]);
  backup = join(data, 'copy.backup');
  expect((await runCli('backup', backup, '--data', data)).status).toBe(0);
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The passphrase is kept apart from the copy, as an operator would. */
function folderWithPassphrase(): string {
  const folder = aFolder();
  writeFileSync(join(folder, 'data-passphrase.txt'), readFileSync(join(data, 'data-passphrase.txt')), { mode: 0o600 });
  return folder;
}

describe('a backup', () => {
  it('is verified, restored into an empty directory, and holds the same visit', async () => {
    const file = backup;
    const [verified, original] = await Promise.all([
      runCli('verify', file, '--data', data, '--json'),
      runCli('fhir', visitId, '--data', data),
    ]);
    expect(verified.status).toBe(0);
    expect(verified.json()).toMatchObject([{ file, whole: true, audit: { intact: true } }]);
    const target = folderWithPassphrase();
    const restored = await runCli('restore', file, '--data', target);
    expect([restored.status, restored.err]).toEqual([0, '']);
    const [copy, whole, again] = await Promise.all([
      runCli('fhir', visitId, '--data', target),
      runCli('verify', '--data', target, '--json'),
      runCli('restore', file, '--data', target),
    ]);
    expect(copy.json()).toEqual(original.json());
    expect(whole.json()).toMatchObject([{ whole: true }]);
    expect([again.status, again.err]).toEqual([1, expect.stringMatching(/^cli\/data-not-empty: /)]);
  });

  it('with one flipped byte, cut short, or missing is refused by verify and restore', async () => {
    const folder = aFolder();
    const bytes = readFileSync(backup);
    const flipped = Buffer.from(bytes);
    const middle = Math.floor(flipped.length / 2);
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    writeFileSync(join(folder, 'flipped'), flipped);
    writeFileSync(join(folder, 'cut'), bytes.subarray(0, middle));
    const target = folderWithPassphrase();
    const runs = ['flipped', 'cut', 'missing'].flatMap((name) => [
      { name, run: runCli('verify', join(folder, name), '--data', data, '--json') },
      { name, run: runCli('restore', join(folder, name), '--data', target) },
    ]);
    for (const { name, run } of runs) {
      const { status, out, err } = await run;
      expect([name, status, out]).toEqual([name, 1, '']);
      expect(err).toMatch(name === 'missing' ? /^cli\/file-not-found: / : /^security\/backup-[a-z-]+: /);
    }
  });
});

describe('a database that was damaged', () => {
  it('is found by verify', async () => {
    const target = folderWithPassphrase();
    await runCli('restore', backup, '--data', target);
    const database = join(target, 'station.db');
    const bytes = readFileSync(database);
    for (let at = 8192; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(database, bytes);
    const { status, out, err } = await runCli('verify', '--data', target, '--json');
    expect(status).toBe(1);
    expect(`${out}${err}`).toMatch(/"whole":false|^records\/(corrupt|wrong-key): /);
  });
});

describe('records of a data directory', () => {
  it('are exported one Bundle a line and imported elsewhere', async () => {
    const exported = await runCli('export', '--data', data);
    expect([exported.status, exported.err]).toEqual([0, '']);
    expect(exported.json()).toMatchObject([{ resourceType: 'Bundle', type: 'transaction' }]);
    const file = join(aFolder(), 'visits.ndjson');
    writeFileSync(file, `${exported.out}no json\n`);
    const imported = await runCli('import', file, '--data', aFolder());
    expect(imported).toMatchObject({ status: 1, out: `${file}: 1 stored, 0 already held, 1 refused\n` });
    expect(imported.err).toMatch(new RegExp(`^cli/bundle-invalid: ${file}:2: `));
  });

  it('are never made up: nothing is opened where there is none', async () => {
    const empty = aFolder();
    const commands = [['fhir', visitId], ['export'], ['backup', join(empty, 'x')], ['verify']];
    for (const { status, out, err } of await Promise.all(commands.map((args) => runCli(...args, '--data', empty)))) {
      expect([status, out]).toEqual([1, '']);
      expect(err).toMatch(/^cli\/no-database: /);
    }
    const { status, err } = await runCli('fhir', 'no-such-visit', '--data', data);
    expect([status, err]).toEqual([1, expect.stringMatching(/^cli\/visit-not-found: /)]);
  });

  it('get accounts, each once, with a first password that is shown once', async () => {
    const args = ['account', '--role', 'doctor', '--name', 'wang', '--display', '王医生', '--data', data];
    const made = await runCli(...args);
    expect(made.out).toMatch(/^wang: first password \S{11} \(shown only now\)\n$/);
    const again = await runCli(...args);
    expect([again.status, again.out]).toEqual([1, '']);
    expect(again.err).toMatch(/^records\/duplicate-account: /);
  });
});

describe('a county', () => {
  it('enrols a station by a one-time code from the command line', async () => {
    const dir = aFolder();
    const county = startCli('county', '--port', '0', '--data', dir);
    const [, url = ''] = await county.says(/^county (http:\S+)\n/);
    const issued = await runCli('county', 'enrol-code', '--clinic', '双浦村卫生室', '--data', dir);
    const code = issued.out.split(' ')[0] ?? '';
    const args = ['station', '--port', '0', '--data', aFolder(), '--instrument', 'none', '--county', url];
    const station = startCli(...args, '--enrol', code);
    const [, stationUrl = ''] = await station.says(/^station \S+ (http:\S+)\n/);
    expect(await new Page(stationUrl).call('GET', '/api/station')).toMatchObject({ county: { enrolled: true } });
    expect((await station.stop()).status).toBe(0);
    expect(await county.stop()).toMatchObject({ status: 0, out: `county ${url}\n`, err: '' });
  });
});
