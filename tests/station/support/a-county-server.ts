import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCountyConfig } from '../../../src/config/load-config.ts';
import { type RunningCounty, startCounty } from '../../../src/county/start-county.ts';
import { createAccounts } from '../../../src/records/accounts.ts';
import { hashPassword } from '../../../src/security/passwords.ts';
import { Page } from './a-page.ts';

export interface TestCountyServer {
  readonly running: RunningCounty;
  enrolmentCode(): Promise<string>;
  /** A browser where a reviewer has signed in. */
  reviewer(): Promise<Page>;
  close(): Promise<void>;
}

/** A whole county server on a directory of its own, listening, without pages. */
export async function aCountyServer(): Promise<TestCountyServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sizhen-county-'));
  const config = loadCountyConfig({ dataDir, port: 0 }, {});
  const running = await startCounty(config, { softwareVersion: '0.1.0', pagesDir: null });
  return {
    running,
    enrolmentCode: async () => (await running.issueEnrolmentCode('双浦村卫生室')).code,
    async reviewer() {
      const password = 'long enough 2026';
      const passwordHash = await hashPassword(password);
      await createAccounts(running.db).create({ userName: 'r', displayName: '审核员', role: 'reviewer', passwordHash });
      const page = new Page(running.url);
      await page.call('POST', '/api/sign-in', { userName: 'r', password });
      return page;
    },
    async close() {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
