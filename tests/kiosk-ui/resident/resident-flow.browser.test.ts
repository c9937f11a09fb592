import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeStation, KNOWN_NUMBER } from '../fake-station/fake-station.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

const pagesDir = mkdtempSync(join(tmpdir(), 'sizhen-pages-'));
const station = new FakeStation(pagesDir);
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const configFile = resolve(import.meta.dirname, '../../../kiosk-ui/vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: pagesDir } });
  await station.open();
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  page = await context.newPage();
  page.setDefaultTimeout(8000);
});

afterAll(async () => {
  await browser?.close();
  await station.close();
  rmSync(pagesDir, { recursive: true, force: true });
});

const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const see = (text: string | RegExp) => page.getByText(text).first().waitFor();

/** Accessibility rules of the screen as it stands, AAA contrast among them, and no sideways or hidden main action. */
async function expectSound(): Promise<void> {
  const rules = { 'color-contrast-enhanced': { enabled: true } };
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'));
  const { violations } = await new AxeBuilder({ page }).options({ rules }).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
  const main = page.locator('[data-kind="primary"]').first();
  if ((await main.count()) > 0) expect((await main.boundingBox())?.y ?? 0).toBeLessThan(768);
}

describe('the resident at the kiosk', () => {
  it('goes from welcome to result and leaves nothing behind', { timeout: 55_000 }, async () => {
    await page.goto(station.url);
    await see('青山村卫生室（测试）');
    await expectSound();
    await press('开始检测');
    await page.keyboard.type(`${KNOWN_NUMBER.slice(0, 17)}9`);
    await see('号码有一位不对，请对照证件检查。');
    await expectSound();
    await page.keyboard.press('Backspace');
    await page.keyboard.type(`${KNOWN_NUMBER.slice(17)}`);
    await page.keyboard.press('Enter');
    await see('1101********0020');
    await expectSound();
    await press('是我');

    await see('请您决定');
    await expectSound();
    await press(/健康信息 同意/);
    await press(/照片 同意/);
    await press('下一步');

    await see('第 1 题，共 4 题');
    await expectSound();
    await page.keyboard.press('3');
    await see('第 2 题，共 4 题');
    await press('上一题');
    await page.getByRole('button', { name: '有时（有些）', pressed: true }).waitFor();
    await press('总是（非常）');
    await see('第 2 题，共 4 题');
    await page.reload();
    await see('第 2 题，共 4 题');
    for (const at of [2, 3, 4]) {
      await see(`第 ${at} 题，共 4 题`);
      await press('没有（根本不）');
    }
    await see('拍舌面');
    expect(station.visit?.answers).toEqual({ '1': 5, '2': 1, '3': 1, '4': 1 });
    await expectSound();

    station.outcome = { kind: 'reject', quality: { score: 0.2, usable: false, reasons: ['blurred'] }, triesLeft: 2 };
    await press('我准备好了');
    await see('照片有点糊，请不要动。');
    await expectSound();
    station.outcome = { kind: 'accept' };
    await press('再试一次');
    await press('清楚，下一步');

    await see('拍舌下');
    station.setInstrument({ kind: 'lost', code: 'driver/unplugged', retryInMs: 5000 });
    await see('仪器没有连上');
    await expectSound();
    await press('先跳过这一项');
    await see('拍面部');
    station.setInstrument({ kind: 'ready', identity: station.identity });
    await press('我准备好了');
    await press('清楚，下一步');

    station.stageMs = 3000;
    await press('我准备好了');
    await see('正在量脉，请不要说话');
    await press('停止，马上松开');
    await see('已经停下，可以重新开始。');
    expect(station.requests).toContain('POST /api/visit/captures/pulse-left/cancel');
    station.stageMs = 200;
    for (const title of ['量左手脉', '量右手脉']) {
      await see(title);
      await press('我准备好了');
      await press('好，下一步');
    }

    await see('气虚质');
    await see('与 2026-05-20 的检测相比：湿热质的得分降低了');
    await see('仪器当时不可用');
    await see('模拟数据');
    await expectSound();
    await press('特大');
    await expectSound();
    await press('结束');
    await page.getByRole('button', { name: '开始检测' }).waitFor();
    expect(station.requests.at(-3)).toBe('POST /api/visit/leave');
    expect(
      await page.evaluate(() => [
        document.body.textContent?.includes('张'),
        localStorage.length,
        sessionStorage.length,
      ]),
    ).toEqual([false, 0, 0]);
  });
});
