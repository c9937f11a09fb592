import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CountyConfig } from '../../src/config/load-config.ts';
import { type RunningCounty, type StartAccount, startCounty } from '../../src/county/start-county.ts';
import { createAccounts } from '../../src/records/accounts.ts';

const DEMONSTRATION: StartAccount = {
  userName: 'reviewer',
  displayName: '演示审核员',
  role: 'reviewer',
  password: 'demonstration 1',
};
let folder: string;
let county: RunningCounty | null = null;
const config = (demonstration: boolean): CountyConfig => ({
  dataDir: folder,
  host: '127.0.0.1',
  port: 0,
  countyName: '示范县',
  postgresUrl: null,
  passphraseFile: null,
  demonstration,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sizhen-start-'));
});
afterEach(async () => {
  await county?.close();
  county = null;
  rmSync(folder, { recursive: true, force: true });
});

describe('startCounty', () => {
  it('starts without any account', async () => {
    county = await startCounty(config(false), { softwareVersion: '0.1.0', pagesDir: null });
    expect(await createAccounts(county.db).list()).toEqual([]);
    expect((await fetch(`${county.url}/fhir/metadata`)).status).toBe(200);
  });

  it('refuses ready-made accounts outside a demonstration', async () => {
    const options = { softwareVersion: '0.1.0', pagesDir: null, demonstrationAccounts: [DEMONSTRATION] };
    await expect(startCounty(config(false), options)).rejects.toMatchObject({ code: 'county/not-allowed' });
  });

  it('makes the reviewer of a demonstration once and serves the console', async () => {
    writeFileSync(join(folder, 'county.html'), '<title>县级平台</title>');
    const options = { softwareVersion: '0.1.0', pagesDir: folder, demonstrationAccounts: [DEMONSTRATION] };
    county = await startCounty(config(true), options);
    await county.close();
    county = await startCounty(config(true), options);
    expect(await createAccounts(county.db).list()).toHaveLength(1);
    const page = await fetch(county.url);
    expect(await page.text()).toContain('县级平台');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const signIn = await fetch(`${county.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName: 'reviewer', password: 'demonstration 1' }),
    });
    expect(await signIn.json()).toMatchObject({ role: 'reviewer', displayName: '演示审核员' });
    expect(signIn.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  });
});
