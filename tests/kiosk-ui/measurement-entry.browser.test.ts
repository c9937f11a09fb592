import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClinic } from './support/fake-clinic.ts';
import { type PageServer, servePages } from './support/page-server.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';
import { SAMPLE_VISIT } from './support/sample-visit.ts';

const clinic = new FakeClinic();
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

describe('entering measurements at the workbench', () => {
  it('goes from height to weight, asks about an unusual pressure and corrects it', { timeout: 30_000 }, async () => {
    clinic.signedIn = true;
    clinic.result = { visit: { ...SAMPLE_VISIT, status: 'in-progress', completedAt: null, measurements: [] } };
    const page = await browser.newPage(1366, 768);
    await page.goto(`${server.url}/clinic.html`);
    await page.getByRole('button', { name: /张桂兰/ }).click();
    await page.getByRole('button', { name: /^身高/ }).click();
    const dialog = page.getByRole('dialog');
    const press = (name: string | RegExp) =>
      dialog.getByRole('button', { name, exact: typeof name === 'string' }).click();
    for (const key of ['1', '5', '6', '.', '5']) await press(key);
    await press('保存');
    await dialog.getByRole('button', { name: '体重', exact: true, pressed: true }).waitFor();
    await page.keyboard.type('62.5');
    await press('保存');

    await press('血压');
    for (const key of ['1', '8', '6']) await press(key);
    await press('下一格');
    for (const key of ['9', '6']) await press(key);
    await dialog.getByText('收缩压少见（多在 90–179 mmHg）。请再看一眼读数。').waitFor();
    await expectAccessible(page);
    await press('核对无误，保存');
    await press('血压');
    await dialog.getByText('已有：186/96 mmHg').waitFor();
    for (const key of ['1', '3', '6']) await press(key);
    await press('下一格');
    for (const key of ['8', '6']) await press(key);
    await press('更正');
    await press('完成');

    await page.getByRole('region', { name: '体征与测量' }).getByText('136/86 mmHg').waitFor();
    expect(await page.getByRole('region', { name: '体征与测量' }).getByText('186/96 mmHg').count()).toBe(0);
    await page.getByText('更正前：186/96 mmHg').waitFor();
    await page.getByText('25.5', { exact: true }).waitFor();
    const sent = clinic.requests.filter(({ route }) => route.endsWith('/measurements')).map(({ body }) => body);
    expect(sent).toMatchObject([
      { kind: 'height', values: { heightCm: 156.5 }, confirmed: false, replaces: null },
      { kind: 'weight', values: { weightKg: 62.5 }, confirmed: false, replaces: null },
      { kind: 'blood-pressure', values: { systolicMmHg: 186, diastolicMmHg: 96 }, confirmed: true, replaces: null },
      { kind: 'blood-pressure', values: { systolicMmHg: 136, diastolicMmHg: 86 }, replaces: 'entered-2' },
    ]);
    await page.context().close();
  });

  it('keeps what the oximeter shows by one touch', { timeout: 20_000 }, async () => {
    clinic.signedIn = true;
    clinic.result = { visit: { ...SAMPLE_VISIT, status: 'in-progress', completedAt: null, measurements: [] } };
    const reading = {
      at: '2026-11-22T01:05:00.000Z',
      kind: 'oximetry',
      spo2Percent: 97,
      pulseRateBpm: 72,
      perfusionIndexPercent: 3.2,
      condition: 'ok',
      since: '2026-11-22T01:04:00.000Z',
    } as const;
    clinic.readings = [{ deviceId: 'port-3', role: 'oximeter', nature: 'simulated', reading, keptAt: null }];
    const page = await browser.newPage(1366, 768);
    await page.goto(`${server.url}/clinic.html`);
    await page.getByRole('button', { name: /张桂兰/ }).click();
    await page.getByRole('button', { name: '记入 血氧 97 %，脉率 72' }).click();
    await expect
      .poll(() => clinic.requests.find(({ route }) => route.startsWith('POST') && route.endsWith('/readings'))?.body)
      .toEqual({ deviceId: 'port-3', confirmed: false, again: false });
    await page.context().close();
  });
});
