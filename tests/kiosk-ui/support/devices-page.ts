import type { Locator, Page } from 'playwright-core';
import type { TestStation } from '../../station/support/a-station.ts';
import type { PagesBrowser } from './pages-browser.ts';

/** Signing in is heavy work on purpose, and the devices of a test start beside it. */
const PATIENCE_MS = 60_000;

/** The settings screen of a real station, with its doctor signed in. */
export async function openDevicesPage(browser: PagesBrowser, station: TestStation, size = [1366, 768]): Promise<Page> {
  const [width = 1366, height = 768] = size;
  const page = await browser.newPage(width, height);
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${station.url}/clinic.html`);
  await page.getByLabel('账号').fill(station.credentials.account);
  await page.getByLabel('密码').fill(station.credentials.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '设备', exact: true }).click();
  return page;
}

/** The card of the device on this port. */
export function cardAt(page: Page, path: string): Locator {
  return page.locator('article.device').filter({ has: page.getByText(path, { exact: true }) });
}
