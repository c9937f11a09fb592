import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TongueFinding } from '../../src/domain/finding.ts';
import { picturesOf } from '../../src/domain/picture-comparison.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { FakeClinic } from './support/fake-clinic.ts';
import { type PageServer, servePages } from './support/page-server.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';
import { SAMPLE_VISIT } from './support/sample-visit.ts';

/** The sample's tongue with what newer findings carry: a crack, a notch, gloss. */
function visitWith(change: Partial<TongueFinding>, captureId = 'tongue-top-1'): Visit {
  const { tongue } = SAMPLE_VISIT.findings;
  if (tongue === null) throw new Error('the sample has a tongue');
  const line = [
    [320, 320],
    [326, 400],
    [318, 480],
  ] as const;
  const found = {
    ...tongue,
    gloss: { share: 0.031, excess: 12 },
    cracks: { present: true, severity: 0.42, lines: [{ line, lengthPx: 160, widthPx: 5, depth: 8 }] },
    edge: {
      left: { count: 1, depth: 20 },
      right: { count: 1, depth: 18 },
      marks: [
        [202, 450],
        [438, 450],
      ] as const,
    },
    ...change,
    captureId,
  };
  const captures = SAMPLE_VISIT.captures.map((one) => (one.kind === 'tongue-top' ? { ...one, id: captureId } : one));
  return { ...SAMPLE_VISIT, captures, findings: { ...SAMPLE_VISIT.findings, tongue: found } };
}

const calibration = { id: 'c', meanDeltaE: 0.8, maxDeltaE: 2, madeAt: '2026-01-01', expiresAt: '2027-01-01' };
const CALIBRATED = { calibrated: true, calibration };

const clinic = new FakeClinic();
clinic.signedIn = true;
let browser: PagesBrowser;
let server: PageServer;
beforeAll(async () => {
  browser = await openPagesBrowser();
  server = await servePages(browser.pagesDir, clinic.answer);
});
afterAll(async () => {
  await server?.close();
  await browser?.close();
});

async function openTongue(width: number, height: number) {
  const page = await browser.newPage(width, height);
  await page.goto(`${server.url}/clinic.html`);
  await page.getByRole('button', { name: /张桂兰/ }).click();
  await page.getByRole('region', { name: '舌象' }).getByRole('button', { name: '看图与对比' }).click();
  return { page, dialog: page.getByRole('dialog', { name: '舌面' }) };
}

describe.each([
  [1920, 1080],
  [1366, 768],
])('a tongue picture at %d × %d', (width, height) => {
  it('carries marks that can be switched, indexes, and an earlier picture under a line', {
    timeout: 40_000,
  }, async () => {
    clinic.result = { visit: visitWith(CALIBRATED) };
    const before = visitWith({ ...CALIBRATED, gloss: { share: 0.02, excess: 12 } }, 'tongue-top-0');
    const { 'tongue-top': tongue, face } = picturesOf({
      ...before,
      id: 'before',
      startedAt: '2026-05-20T01:00:00.000Z',
    });
    clinic.earlierPictures = { 'tongue-top': tongue, 'tongue-underside': null, face };
    const { page, dialog } = await openTongue(width, height);
    await dialog.locator('[data-layer="cracks"]').waitFor();
    expect(await dialog.locator('[data-layer]').count()).toBe(4);
    await dialog.getByRole('button', { name: '裂纹' }).click();
    expect(await dialog.locator('[data-layer="cracks"]').count()).toBe(0);
    await dialog.getByRole('button', { name: '裂纹' }).click();
    expect(await dialog.getByRole('row', { name: /光泽面积/ }).textContent()).toMatch(/3\.1%本机无\+1\.1 个百分点/);
    const slider = dialog.getByRole('slider', { name: '移动分界线' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await slider.inputValue()).toBe('51');
    await expectAccessible(page);
    await page.context().close();
  });

  it('without calibration says so and why nothing is compared', { timeout: 40_000 }, async () => {
    clinic.result = { visit: visitWith({}) };
    clinic.earlierPictures = picturesOf(visitWith({}, 'tongue-top-0'));
    const { page, dialog } = await openTongue(width, height);
    await dialog.getByText('未定标，颜色仅供参考').waitFor();
    await dialog.getByText('两次照片没有都经过颜色定标，颜色不可比，不能对照。').waitFor();
    expect(await dialog.getByRole('slider').count()).toBe(0);
    await dialog.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '设备' }).click();
    const models = page.getByRole('region', { name: '图片分析模型' });
    await models.getByText('已校验，正常使用').waitFor();
    await models.getByText('目前：只显示测量值，不作判读。').waitFor();
    await models.scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await page.context().close();
  });
});
