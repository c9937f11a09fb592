import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../src/bootstrap/build-pages.ts';
import { lookAt, openBrowser, openPage } from './support/browser.ts';
import { type Credentials, type Demonstration, startDemonstration } from './support/demonstration.ts';
import { INVENTED_NUMBER, walkResident } from './support/resident-walk.ts';

let demonstration: Demonstration;
let browser: Browser;

beforeAll(async () => {
  await buildPages(process.cwd());
  demonstration = await startDemonstration(['--port', '4880', '--county-port', '4890', '--quick-pulse']);
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await demonstration?.close();
});

async function signIn(page: Page, { account, password }: Credentials): Promise<void> {
  await page.getByRole('textbox').first().fill(account);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
}

/** The receipt as the resident's page shows it once the county has the visit. */
const receiptOn = (page: Page): Promise<void> => page.getByText('县级医院已收到').first().waitFor({ timeout: 30_000 });

describe('what npm start runs', () => {
  let resident: Page;

  it('takes one resident from the first touch to the receipt of the county', { timeout: 180_000 }, async () => {
    resident = await openPage(browser);
    const look = lookAt(resident);
    await walkResident(resident, demonstration.stationUrl, look);
    await receiptOn(resident);
    await look('12-result-uploaded');
    expect(await resident.getByText('模拟数据').count()).toBeGreaterThan(0);
    expect(await resident.getByText(INVENTED_NUMBER).count()).toBe(0);
  });

  it('gives the resident a printable report with radar, tongue and wave', { timeout: 40_000 }, async () => {
    const [report] = await Promise.all([
      resident.context().waitForEvent('page'),
      resident.getByRole('button', { name: /打印/ }).first().click(),
    ]);
    await report.getByText('本报告含模拟数据').first().waitFor();
    await report.getByText('供健康管理参考').first().waitFor();
    expect(await report.locator('canvas, svg').count()).toBeGreaterThan(1);
    const pdf = await report.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
    await lookAt(report)('13-report');
    await report.close();
  });

  it('leaves nothing of the resident on the screen', { timeout: 40_000 }, async () => {
    await resident.getByRole('button', { name: '结束', exact: true }).click();
    await resident.getByRole('button', { name: '开始检测' }).waitFor();
    const answer = await resident.request.get(`${demonstration.stationUrl}/api/visit`);
    expect(answer.status()).toBe(401);
    await resident.goBack().catch(() => null);
    expect(await resident.getByText('气虚质').count()).toBe(0);
  });

  it('shows the doctor the visit at the workbench', { timeout: 40_000 }, async () => {
    const page = await openPage(browser);
    await page.goto(`${demonstration.stationUrl}/clinic`);
    await signIn(page, demonstration.doctor);
    await page.getByText('演示居民').first().click();
    await page.getByText('您容易疲乏吗？').first().waitFor();
    await page.getByText('已上传').first().waitFor();
    await lookAt(page)('14-clinic');
  });

  it('shows the county reviewer the same result with its pictures, and keeps the review', {
    timeout: 60_000,
  }, async () => {
    const page = await openPage(browser);
    await page.goto(demonstration.countyUrl);
    await signIn(page, demonstration.reviewer);
    await page.getByText('演示居民').first().click();
    await page.getByText('气虚质').first().waitFor();
    await expect.poll(() => page.locator('img').count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    const allLoaded = (): Promise<boolean> =>
      page.$$eval('img', (images) => images.every((image) => (image as HTMLImageElement).naturalWidth > 0));
    await expect.poll(allLoaded, { timeout: 20_000 }).toBe(true);
    await page.getByRole('button', { name: '审核通过' }).click();
    await page.getByText('已审核').first().waitFor();
    await lookAt(page)('15-county');
  });

  it('ends every process on Ctrl-C', { timeout: 20_000 }, async () => {
    expect(await demonstration.interrupt()).toBe(0);
    await expect(fetch(`${demonstration.stationUrl}/api/station`)).rejects.toThrow();
    await expect(fetch(`${demonstration.countyUrl}/api/summary`)).rejects.toThrow();
  });
});
