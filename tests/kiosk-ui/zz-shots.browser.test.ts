import { it } from 'vitest';
import { FakeClinic } from './support/fake-clinic.ts';
import { servePages } from './support/page-server.ts';
import { openPagesBrowser } from './support/pages-browser.ts';

it('shots', { timeout: 100_000 }, async () => {
  const clinic = new FakeClinic();
  clinic.signedIn = true;
  const browser = await openPagesBrowser();
  const server = await servePages(browser.pagesDir, clinic.answer);
  for (const [w, h] of [
    [1920, 1080],
    [1366, 768],
  ] as const) {
    clinic.driftDeltaE = 0.41;
    const page = await browser.newPage(w, h);
    await page.goto(`${server.url}/clinic.html`);
    await page.getByRole('button', { name: '设备' }).click();
    await page.getByRole('article', { name: '测试厂 SZ-1' }).waitFor();
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/tmp/faces/cal-${w}.png` });
    clinic.driftDeltaE = 6.13;
    await page.getByRole('button', { name: '检查漂移' }).click();
    await page.waitForTimeout(600);
    await page.screenshot({ path: `/tmp/faces/cal-drift-${w}.png` });
    clinic.driftDeltaE = 0.41;
    await page.getByRole('button', { name: '检查漂移' }).click();
    await page.waitForTimeout(400);
  }
  await server.close();
  await browser.close();
});
