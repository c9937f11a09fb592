import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConstitutionAgreement, Synthesis } from '../../src/domain/synthesis.ts';
import { FakeClinic } from './support/fake-clinic.ts';
import { ok, type PageServer, servePages } from './support/page-server.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';
import { SAMPLE_VISIT } from './support/sample-visit.ts';

const NOTHING = { agreement: 'not-assessable', lnLr: null, reason: 'not-taken', contributions: [] } as const;

/** Tongue speaks for 痰湿质, pulse against 阳虚质. */
function synthesis(): Synthesis {
  const constitutions = (SAMPLE_VISIT.constitution?.scales ?? []).map(
    ({ id, verdict }): ConstitutionAgreement => ({
      constitution: id,
      verdict,
      modalities: [
        id === 'phlegm-dampness'
          ? {
              modality: 'tongue',
              agreement: 'agree',
              lnLr: 0.5,
              reason: null,
              contributions: [
                { sign: 'tongue.coating-greasy', lnLr: 0.25 },
                { sign: 'tongue.swollen', lnLr: 0.25 },
              ],
            }
          : { modality: 'tongue', agreement: 'neutral', lnLr: 0, reason: null, contributions: [] },
        { modality: 'face', ...NOTHING },
        id === 'yang-deficiency'
          ? {
              modality: 'pulse',
              agreement: 'disagree',
              lnLr: -0.45,
              reason: null,
              contributions: [{ sign: 'pulse.rapid', lnLr: -0.45 }],
            }
          : { modality: 'pulse', agreement: 'neutral', lnLr: 0.2, reason: null, contributions: [] },
      ],
    }),
  );
  const model = { name: 'synthesis', version: '1.0.0', sha256: 'ab'.repeat(32) };
  return { model, evidence: { version: '2026-11-25', origin: 'published' }, constitutions };
}

const clinic = new FakeClinic();
clinic.signedIn = true;
clinic.result = { visit: { ...SAMPLE_VISIT, synthesis: synthesis() } };
const sent: unknown[] = [];
let browser: PagesBrowser;
let server: PageServer;
beforeAll(async () => {
  browser = await openPagesBrowser();
  server = await servePages(browser.pagesDir, (request) => {
    if (!request.route.endsWith('/opinions')) return clinic.answer(request);
    sent.push(request.body);
    return ok({});
  });
});
afterAll(async () => {
  await server?.close();
  await browser?.close();
});

describe('四诊合参 at the workbench', () => {
  it.each([
    [1920, 1080],
    [1366, 768],
  ])(
    'stands beside the verdict, says why, and takes the physician’s opinion, at %d × %d',
    { timeout: 40_000 },
    async (width, height) => {
      const page = await browser.newPage(width, height);
      await page.goto(`${server.url}/clinic.html`);
      await page.getByRole('button', { name: /张桂兰/ }).click();
      const panel = page.getByRole('region', { name: '四诊合参' });
      await panel.getByText('望诊或切诊与作答不一致，请医师判定。').waitFor();
      await panel.getByRole('button', { name: '为什么' }).click();
      await panel.getByText('苔腻 ×1.28，舌胖大 ×1.28').waitFor();
      await panel.getByText('数脉 ×0.64').waitFor();
      await expectAccessible(page);

      await page.getByRole('button', { name: '填写医师判定' }).click();
      const dialog = page.getByRole('dialog', { name: '医师判定' });
      const choose = (name: string) => dialog.getByRole('button', { name, exact: true }).first().click();
      // Nothing is filled in beforehand.
      expect(await dialog.locator('[aria-pressed="true"]').count()).toBe(0);
      await choose('腻');
      await choose('湿热质');
      const save = dialog.getByRole('button', { name: '保存判定' });
      expect(await save.isDisabled()).toBe(true);
      await dialog.getByLabel('理由').fill('苔黄腻');
      await expectAccessible(page);
      await save.click();
      await dialog.waitFor({ state: 'detached' });
      expect(sent.at(-1)).toEqual({
        signs: { 'coating-quality': 'greasy' },
        confirmed: { constitutions: ['damp-heat'], reason: '苔黄腻' },
      });
      await page.context().close();
    },
  );
});
