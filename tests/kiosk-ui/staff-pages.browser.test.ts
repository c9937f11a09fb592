import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClinic } from './support/fake-clinic.ts';
import { FakeCounty } from './support/fake-county.ts';
import { type PageServer, servePages } from './support/page-server.ts';
import { expectAccessible, openPagesBrowser, overflowing, type PagesBrowser } from './support/pages-browser.ts';
import { SAMPLE_VISIT } from './support/sample-visit.ts';

const clinic = new FakeClinic();
const county = new FakeCounty();
let browser: PagesBrowser;
let clinicServer: PageServer;
let countyServer: PageServer;

beforeAll(async () => {
  browser = await openPagesBrowser();
  clinicServer = await servePages(browser.pagesDir, clinic.answer);
  countyServer = await servePages(browser.pagesDir, county.answer);
});

afterAll(async () => {
  await clinicServer?.close();
  await countyServer?.close();
  await browser?.close();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function signIn(page: Page, account: string): Promise<void> {
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码').fill('wrong');
  await button(page, '登录').click();
  await page.getByText('账号或密码不对，或账号已停用。').waitFor();
  await expectAccessible(page);
  await page.getByLabel('密码').fill('right');
  await button(page, '登录').click();
}

describe('the clinic workbench', () => {
  it('shows one visit on one screen and sends a failed upload again', { timeout: 25_000 }, async () => {
    const page = await browser.newPage(1920, 1080);
    await page.goto(`${clinicServer.url}/clinic.html`);
    await signIn(page, 'wang');
    await button(page, /张桂兰/).click();
    await page.getByText('您的中医体质是气虚质，兼夹痰湿质，有阳虚质倾向。').waitFor();
    await button(page, '看全部 26 题').waitFor();
    expect(await page.getByText('SZ1-000042').count()).toBeGreaterThan(0);
    expect(await page.getByText('错误代码 exchange/never-heard-of').count()).toBe(1);
    expect(await overflowing(page, 'html, .visit-parts, .panel:not(:has(.answers)) .panel-body')).toEqual([]);
    await expectAccessible(page);

    await button(page, '上传失败 1，列出最近的就诊').click();
    await page.getByText('11-22 09:00', { exact: true }).waitFor();
    await button(page, '重新上传').click();
    await page.locator('.upload').getByText('待上传').waitFor();
    await page.context().close();
  });

  it('keeps the number of every pulse clear of its wave on a small screen', { timeout: 15_000 }, async () => {
    clinic.signedIn = true;
    const page = await browser.newPage(1366, 768);
    await page.goto(`${clinicServer.url}/clinic.html`);
    await button(page, /张桂兰/).click();
    const cells = page.locator('.pulse-comparison td');
    await cells.first().waitFor();
    const clearances = await cells.evaluateAll((all) =>
      all.map((cell) => {
        const [number, wave] = [cell.querySelector('span'), cell.querySelector('svg')];
        return (wave?.getBoundingClientRect().top ?? 0) - (number?.getBoundingClientRect().bottom ?? 0);
      }),
    );
    expect(clearances).toHaveLength(18);
    expect(Math.min(...clearances)).toBeGreaterThanOrEqual(-1);
    await page.context().close();
  });

  it('finds a resident, opens a visit by a claim and leaves for the kiosk page', { timeout: 15_000 }, async () => {
    clinic.signedIn = true;
    const page = await browser.newPage(1366, 768);
    await page.goto(`${clinicServer.url}/clinic.html`);
    await page.getByRole('button', { name: '设备', exact: true }).click();
    await page.getByText('没有驱动认得 USB 编号 1a86:7523，可以指定一个').first().waitFor();
    const camera = page.getByRole('article', { name: '舌面摄像头' });
    await camera.getByText('这台摄像头的白平衡固定不了', { exact: false }).waitFor();
    await camera.getByText('请维护人员安装 v4l-utils', { exact: false }).waitFor();
    await camera.getByText('错误代码 driver/picture-incomplete').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '就诊', exact: true }).click();
    await page.getByLabel('找居民').fill('0020');
    await button(page, '开始检测').click();
    await page.waitForURL(`${clinicServer.url}/`);
    expect(clinic.requests.find(({ route }) => route === 'POST /api/visits')?.body).toEqual({ claim: 'a-claim' });
    await page.context().close();
  });

  it('holds a typed number against the card on the reader, and says when it is another', {
    timeout: 15_000,
  }, async () => {
    clinic.signedIn = true;
    const route = `POST /api/clinic/residents/${SAMPLE_VISIT.residentId}/verify`;
    clinic.failures.set(route, 'station/card-other-number');
    const page = await browser.newPage(1366, 768);
    await page.goto(`${clinicServer.url}/clinic.html`);
    await button(page, /张桂兰/).click();
    await page.getByText('证件待核', { exact: true }).waitFor();
    await button(page, '读卡核对').click();
    await page.getByText('读卡器上是另一个号码的身份证，仍为“证件待核”。', { exact: false }).waitFor();
    await page.getByText('错误代码 station/card-other-number').waitFor();
    await expectAccessible(page);
    clinic.failures.clear();
    await button(page, '读卡核对').click();
    await page.getByText('证件待核', { exact: true }).waitFor({ state: 'detached' });
    expect(await button(page, '读卡核对').count()).toBe(0);
    await page.context().close();
  });

  it('goes back to sign-in with nobody on the page once the session has ended', { timeout: 15_000 }, async () => {
    clinic.signedIn = true;
    const page = await browser.newPage(1366, 768);
    await page.goto(`${clinicServer.url}/clinic.html`);
    await page.getByText('张桂兰').waitFor();
    clinic.signedIn = false;
    await button(page, /张桂兰/).click();
    await page.getByText('登录已过期，请重新登录。').waitFor();
    expect(await page.getByText('张桂兰').count()).toBe(0);
    await page.context().close();
  });

  it('says what failed, with the code, and tries again', { timeout: 15_000 }, async () => {
    clinic.signedIn = true;
    clinic.failures.set('GET /api/clinic/visits', 'records/some-new-code');
    const page = await browser.newPage(1366, 768);
    await page.goto(`${clinicServer.url}/clinic.html`);
    await page.getByText('错误代码 records/some-new-code').waitFor();
    clinic.failures.clear();
    await button(page, '再试一次').click();
    await page.getByText('共 4 人次').waitFor();
    await page.context().close();
  });
});

describe('the report', () => {
  it('is one A4 page with a sharp radar, the masked name and the mark of simulated data', {
    timeout: 20_000,
  }, async () => {
    const page = await browser.newPage(1366, 900);
    await page.goto(`${clinicServer.url}/report.html?visit=${SAMPLE_VISIT.id}`);
    await page.getByText('医师签名').waitFor();
    for (const words of [
      '张**',
      '本报告含模拟数据',
      '供健康管理参考，不作为疾病诊断。',
      '8.33',
      '未定标，颜色仅供参考',
    ]) {
      await page.getByText(words).first().waitFor();
    }
    const sharpness = await page.$eval('canvas', (canvas) => Math.round(canvas.width / canvas.clientWidth));
    expect(sharpness).toBeGreaterThanOrEqual(2);
    await expectAccessible(page);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf).toMatch(/MediaBox \[0 0 59[45][.\d]* 84[12]/);
    await page.context().close();
  });

  it('carries the full name for staff and refuses another visit than the one asked for', {
    timeout: 15_000,
  }, async () => {
    clinic.signedIn = true;
    const page = await browser.newPage(1366, 900);
    await page.goto(`${clinicServer.url}/report.html?visit=${SAMPLE_VISIT.id}&staff=1`);
    await page.getByText('张桂兰').waitFor();
    await page.goto(`${clinicServer.url}/report.html?visit=another`);
    await page.getByText('这台屏幕上打开的不是这次检测。').waitFor();
    await page.context().close();
  });
});

describe('the county console', () => {
  it('narrows the list, shows what has arrived and keeps a review', { timeout: 25_000 }, async () => {
    const page = await browser.newPage(1920, 1080);
    await page.goto(`${countyServer.url}/county.html`);
    await signIn(page, 'shenhe');
    await page.getByText('3 次就诊').waitFor();
    await button(page, /痰湿质 9 次/).click();
    await page.getByText('1 次就诊').waitFor();
    await button(page, '清除筛选').click();
    await button(page, /张桂兰/).click();
    await page.getByText('R-20261122-000061').waitFor();
    expect(await page.getByText('图片尚未到达').count()).toBe(1);
    await expectAccessible(page);

    await button(page, '退回').click();
    await page.getByText('退回要写明原因。').waitFor();
    await page.getByLabel('审核意见').fill('请复测右手脉。');
    await button(page, '退回').click();
    await page.locator('.reviews').getByText('请复测右手脉。').waitFor();
    const sent = county.requests.filter(({ route }) => route.endsWith('/reviews'));
    expect(sent.map(({ body }) => body)).toEqual([{ decision: 'returned', opinion: '请复测右手脉。' }]);
    await page.context().close();
  });

  it('lets an administrator look but not judge, and lists the stations', { timeout: 15_000 }, async () => {
    county.signedIn = true;
    county.role = 'administrator';
    const page = await browser.newPage(1366, 768);
    await page.goto(`${countyServer.url}/county.html`);
    await button(page, /张桂兰/).click();
    await page.getByText('管理员可以查看，审核由审核员完成。').waitFor();
    expect(await button(page, '审核通过').count()).toBe(0);
    await page.getByRole('button', { name: '站点', exact: true }).click();
    await page.getByText('已停用').waitFor();
    await page.getByText('现用：文献与国家标准').waitFor();
    await button(page, '用已判定病例重新拟合').click();
    await page.getByText('已判定的病例还不够', { exact: false }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
