import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeClinic } from './support/fake-clinic.ts';
import { type PageServer, servePages } from './support/page-server.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';

let clinic = aClinic();
let browser: PagesBrowser;
let server: PageServer;
beforeAll(async () => {
  browser = await openPagesBrowser();
  server = await servePages(browser.pagesDir, (request) => clinic.answer(request));
});
beforeEach(() => {
  clinic = aClinic();
});
afterAll(async () => {
  await server?.close();
  await browser?.close();
});

function aClinic(): FakeClinic {
  const fresh = new FakeClinic();
  fresh.signedIn = true;
  return fresh;
}

async function openPanel(width: number, height: number) {
  const page = await browser.newPage(width, height);
  await page.goto(`${server.url}/clinic.html`);
  await page.getByRole('button', { name: '设备' }).click();
  const panel = page.getByRole('region', { name: '颜色校准' });
  const camera = panel.getByRole('article', { name: '测试厂 SZ-1' });
  await camera.waitFor();
  return { page, panel, camera };
}

describe.each([
  [1920, 1080],
  [1366, 768],
])('the colour calibration of a camera at %d × %d', (width, height) => {
  it('shows residual, dates and light, and what was found when it is looked at', { timeout: 40_000 }, async () => {
    const { page, panel, camera } = await openPanel(width, height);
    await camera.getByText('有效', { exact: true }).waitFor();
    await camera.getByText('0.87').waitFor();
    await camera.getByText('还没有检查').waitFor();
    await panel.getByRole('row', { name: /SZ-1 SZ1-000042.*自然光.*已过期/ }).waitFor();
    await camera.getByRole('button', { name: '检查漂移' }).click();
    await panel.getByRole('status').getByText('没有漂移：与校准时相差 ΔE₀₀ 0.41，界限 2.85。').waitFor();
    await camera.getByText(/内置参照，ΔE₀₀ 0\.41/).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  it('says plainly that it has drifted, that it is not used any more, and what to do', {
    timeout: 40_000,
  }, async () => {
    clinic.driftDeltaE = 6.13;
    const { page, panel, camera } = await openPanel(width, height);
    await camera.getByRole('button', { name: '检查漂移' }).click();
    const said = await panel.getByRole('alert').textContent();
    expect(said).toContain('相差 ΔE₀₀ 6.13，超过界限 2.85');
    expect(said).toContain('重新拍摄色卡');
    await camera.getByText('已漂移，停用').waitFor();
    await expectAccessible(page);
    await camera.getByRole('button', { name: '拍摄色卡' }).click();
    await panel.getByText(/校准完成：平均色差 ΔE₀₀ 0\.87/).waitFor();
    await panel.getByText('未用的色块：B3。').waitFor();
    clinic.driftDeltaE = 0.41;
    await camera.getByRole('button', { name: '检查漂移' }).click();
    await camera.getByText('有效', { exact: true }).waitFor();
    await page.context().close();
  });

  it('belongs to one light: another light has its own', { timeout: 40_000 }, async () => {
    const { page, camera } = await openPanel(width, height);
    await camera.getByRole('button', { name: '自然光' }).click();
    await camera.getByText('已过期').waitFor();
    await camera.getByRole('button', { name: '用色卡检查漂移' }).waitFor();
    await camera.getByRole('button', { name: '室内灯光' }).click();
    await camera.getByText('还没有校准过').waitFor();
    expect(await camera.getByRole('button', { name: /检查漂移/ }).count()).toBe(0);
    await camera.getByRole('button', { name: '仪器自带灯' }).click();
    await camera.getByText('有效', { exact: true }).waitFor();
    await page.context().close();
  });
});
