import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { picturesOf } from '../../src/domain/picture-comparison.ts';
import { CALIBRATED, closerVisit, NAMED } from './support/closer-visit.ts';
import { FakeClinic } from './support/fake-clinic.ts';
import { FakeCounty } from './support/fake-county.ts';
import { type PageServer, servePages } from './support/page-server.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';

let clinic: FakeClinic;
let county: FakeCounty;
let browser: PagesBrowser;
let clinicServer: PageServer;
let countyServer: PageServer;
beforeAll(async () => {
  browser = await openPagesBrowser();
  clinicServer = await servePages(browser.pagesDir, (request) => clinic.answer(request));
  countyServer = await servePages(browser.pagesDir, (request) => county.answer(request));
});
beforeEach(() => {
  clinic = new FakeClinic();
  clinic.signedIn = true;
  county = new FakeCounty();
  county.signedIn = true;
});
afterAll(async () => {
  await clinicServer?.close();
  await countyServer?.close();
  await browser?.close();
});

const SIZES = [
  [1920, 1080],
  [1366, 768],
] as const;

async function atClinic(width: number, height: number): Promise<Page> {
  const page = await browser.newPage(width, height);
  await page.goto(`${clinicServer.url}/clinic.html`);
  await page.getByRole('button', { name: /张桂兰/ }).click();
  return page;
}

async function open(page: Page, part: '舌象' | '面部') {
  await page.getByRole('region', { name: part }).getByRole('button', { name: '看图与对比' }).click();
  return page.getByRole('dialog', { name: part === '舌象' ? '舌面' : '面部' });
}

describe.each(SIZES)('pictures at %d × %d', (width, height) => {
  it('carry marks that can be switched, indexes, and an earlier picture under a line', {
    timeout: 40_000,
  }, async () => {
    clinic.result = { visit: closerVisit(CALIBRATED) };
    const before = { ...CALIBRATED, gloss: { share: 0.02, excess: 12 } };
    clinic.earlierPictures = picturesOf(closerVisit(before, 'before'));
    const page = await atClinic(width, height);
    const dialog = await open(page, '舌象');
    await dialog.locator('[data-layer="cracks"]').waitFor();
    expect(await dialog.locator('[data-layer]').count()).toBe(4);
    await dialog.getByRole('button', { name: '裂纹' }).click();
    expect(await dialog.locator('[data-layer="cracks"]').count()).toBe(0);
    await dialog.getByRole('button', { name: '裂纹' }).click();
    await dialog.getByText('定标残差 ΔE₀₀ 0.80，有效期至 2026-12-01').waitFor();
    expect(await dialog.getByRole('row', { name: /光泽面积/ }).textContent()).toMatch(/3\.1%本机无\+1\.1 个百分点/);
    await dialog.getByRole('button', { name: '与上次对照' }).click();
    const slider = dialog.getByRole('slider', { name: '移动分界线' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await slider.inputValue()).toBe('51');
    await expectAccessible(page);
    await page.context().close();
  });

  it('show the veins under the tongue with length, width and colour', { timeout: 40_000 }, async () => {
    clinic.result = { visit: closerVisit(CALIBRATED) };
    clinic.earlierPictures = picturesOf(closerVisit(CALIBRATED, 'before'));
    const page = await atClinic(width, height);
    await open(page, '舌象');
    await page.getByRole('button', { name: '舌下', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '舌下' });
    await dialog.locator('[data-layer="veins"]').waitFor();
    expect(await dialog.locator('[data-layer="veins"] polyline.mark-over').count()).toBe(2);
    const row = (name: string) => dialog.getByRole('row', { name }).textContent();
    expect(await row('左络脉颜色')).toContain('L* 43.1 a* 12.4 b* −14.8');
    expect(await row('左络脉旁黏膜')).toContain('L* 58.6');
    expect(await row('右络脉相对长度')).toMatch(/0\.53本机无0\.00/);
    expect(await row('右络脉相对宽度')).toContain('0.04');
    await dialog.getByText(/络脉由医师判断，不自动填写/).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  it('show on a face where colours were taken, and leave the complexion to the physician', {
    timeout: 40_000,
  }, async () => {
    clinic.result = { visit: closerVisit(CALIBRATED) };
    clinic.earlierPictures = picturesOf(closerVisit(CALIBRATED, 'before'));
    const page = await atClinic(width, height);
    const dialog = await open(page, '面部');
    await dialog.locator('[data-layer="regions"]').waitFor();
    expect(await dialog.locator('[data-layer="regions"] circle.mark-over').count()).toBe(3);
    expect(await dialog.getByRole('row', { name: '鼻偏红' }).textContent()).toMatch(/\+1\.4本机无0\.0/);
    await dialog.getByText(/^面色.*由医师判断，不自动填写/).waitFor();
    await dialog.getByRole('button', { name: '与上次对照' }).click();
    await dialog.getByRole('slider', { name: '移动分界线' }).waitFor();
    await expectAccessible(page);
    await page.context().close();
  });

  it('without calibration say so and why nothing is compared', { timeout: 40_000 }, async () => {
    clinic.result = { visit: closerVisit({}) };
    clinic.earlierPictures = picturesOf(closerVisit({}, 'before'));
    const page = await atClinic(width, height);
    for (const part of ['舌象', '面部'] as const) {
      const dialog = await open(page, part);
      await dialog.getByText('未定标，颜色仅供参考').waitFor();
      await dialog.getByText('两次照片没有都经过颜色定标，颜色不可比，不能对照。').waitFor();
      expect(await dialog.getByRole('button', { name: '与上次对照' }).count()).toBe(0);
      await dialog.getByRole('button', { name: '关闭' }).click();
    }
    await page.context().close();
  });
});

describe('what a model named', () => {
  it('stands in Chinese with probability, grade and the model, colours only where they are calibrated', {
    timeout: 40_000,
  }, async () => {
    clinic.result = { visit: closerVisit({ ...CALIBRATED, ...NAMED }) };
    const page = await atClinic(1366, 768);
    const panel = page.getByRole('region', { name: '舌象' });
    await panel.getByRole('cell', { name: '淡红 71%' }).waitFor();
    await panel.getByRole('cell', { name: '淡黄 64%' }).waitFor();
    await panel.getByText('判读：模型 tongue-attributes@1.0.0').waitFor();
    const provenance = page.getByRole('region', { name: '数据来源' });
    await provenance.getByText('舌面、舌下、面部：残差 ΔE₀₀ 0.80，有效期至 2026-12-01').waitFor();
    const dialog = await open(page, '舌象');
    await dialog.getByText('淡红 71%').waitFor();
    await dialog.getByText('有的可能 92%；如有，程度轻 83%').waitFor();
    await dialog.getByText(/由模型 tongue-attributes@1\.0\.0 判读.*不是医师的判断/).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '填写医师判定' }).click();
    const entry = page.getByRole('dialog');
    await entry.getByRole('group', { name: '齿痕' }).waitFor();
    expect(await entry.locator('[aria-pressed="true"]').count()).toBe(0);
    await page.context().close();
  });

  it('is withheld for colours without calibration, and its grades stay', { timeout: 40_000 }, async () => {
    clinic.result = { visit: closerVisit(NAMED) };
    const page = await atClinic(1366, 768);
    const panel = page.getByRole('region', { name: '舌象' });
    await panel.getByText('未定标，颜色仅供参考').waitFor();
    expect(await panel.textContent()).not.toMatch(/淡红|淡黄|light|regular|判读：模型/);
    await page.getByRole('region', { name: '数据来源' }).getByText('舌面、舌下、面部：未定标').waitFor();
    const dialog = await open(page, '舌象');
    await dialog.getByText('未定标，不判读').first().waitFor();
    expect(await dialog.getByText('未定标，不判读').count()).toBe(2);
    await dialog.getByText('有的可能 92%；如有，程度轻 83%').waitFor();
    await page.context().close();
  });
});

describe('the models that read pictures', () => {
  it('stand on the page with state, terms and what is missing without them, in Chinese', {
    timeout: 40_000,
  }, async () => {
    const page = await atClinic(1366, 768);
    await page.getByRole('button', { name: '设备' }).click();
    const models = page.getByRole('region', { name: '图片分析模型' });
    await models.getByText('已校验，正常使用').waitFor();
    await models.getByText('用公开的 tongue741 图集（MIT 许可）和本项目自制的模拟图训练。').waitFor();
    await models.getByText('目前：只显示测量值，不作判读。').waitFor();
    const damaged = models.getByRole('article', { name: '面部关键点' });
    await damaged.getByText('未通过校验，未使用').waitFor();
    await damaged.getByText('代码 inference/checksum-mismatch').waitFor();
    await damaged.getByText('目前：面部不作分析。').waitFor();
    expect(await models.locator('[lang="en"]').count()).toBe(0);
    await models.scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await page.context().close();
  });
});

describe.each(SIZES)('pictures at the county at %d × %d', (width, height) => {
  async function atCounty(): Promise<Page> {
    const page = await browser.newPage(width, height);
    await page.goto(`${countyServer.url}/county.html`);
    await page
      .getByRole('button', { name: /张桂兰/ })
      .first()
      .click();
    return page;
  }

  it('lie over those of an earlier visit, with what changed', { timeout: 40_000 }, async () => {
    county.visit = closerVisit(CALIBRATED);
    county.picturesReceived.push('tongue-underside-1', 'face-1');
    const before = closerVisit({ ...CALIBRATED, gloss: { share: 0.02, excess: 12 } }, 'before');
    county.earlier = { earlier: picturesOf(before), received: ['tongue-top-0'] };
    const page = await atCounty();
    const dialog = await open(page, '舌象');
    expect(await dialog.getByRole('row', { name: /光泽面积/ }).textContent()).toMatch(/3\.1%本机无\+1\.1 个百分点/);
    await dialog.getByRole('button', { name: '与上次对照' }).click();
    const slider = dialog.getByRole('slider', { name: '移动分界线' });
    await dialog.getByText('上次 2026-05-20').waitFor();
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await slider.inputValue()).toBe('49');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '关闭' }).click();
    const face = await open(page, '面部');
    await face.getByText('其中一张图片尚未传到，到了以后再对照。').waitFor();
    await page.context().close();
  });

  it('are not compared without calibration, and it is said why', { timeout: 40_000 }, async () => {
    county.visit = closerVisit({});
    county.earlier = { earlier: picturesOf(closerVisit(CALIBRATED, 'before')), received: ['tongue-top-0'] };
    const page = await atCounty();
    const dialog = await open(page, '舌象');
    await dialog.getByText('两次照片没有都经过颜色定标，颜色不可比，不能对照。').waitFor();
    expect(await dialog.getByRole('button', { name: '与上次对照' }).count()).toBe(0);
    await page.context().close();
  });
});
