import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryVisit, ResidentHistory } from '../../src/domain/change.ts';
import type { ConstitutionResult } from '../../src/domain/constitution.ts';
import type { Intervention, InterventionRequest } from '../../src/domain/intervention.ts';
import type { Visit } from '../../src/domain/visit.ts';
import { NO_RETESTS, visitChange } from '../../src/synthesis/change/visit-change.ts';
import { FakeClinic } from './support/fake-clinic.ts';
import { ok, type PageServer, servePages } from './support/page-server.ts';
import { expectAccessible, openPagesBrowser, type PagesBrowser } from './support/pages-browser.ts';
import { SAMPLE_VISIT, sampleConstitution } from './support/sample-visit.ts';

/** The sample visit, and before it two more with other scores; changes by the real rules. */
function history(interventions: readonly Intervention[]): ResidentHistory {
  const moved = (points: number): ConstitutionResult => {
    const result = sampleConstitution();
    return {
      ...result,
      scales: result.scales.map((scale, at) => {
        const score = Math.max(0, Math.min(100, scale.score + (at % 2 === 0 ? -points / 2 : points)));
        const biased = score >= 40 ? 'yes' : score >= 30 ? 'tendency' : 'no';
        return { ...scale, score, verdict: scale.id === 'balanced' ? 'no' : biased };
      }),
    };
  };
  const earlier = (id: string, startedAt: string, points: number): Visit => ({
    ...SAMPLE_VISIT,
    id,
    startedAt,
    constitution: moved(points),
  });
  const visits = [
    earlier('a', '2026-01-12T01:00:00.000Z', 33.3),
    earlier('b', '2026-05-20T01:00:00.000Z', 25),
    SAMPLE_VISIT,
  ];
  return {
    interventions,
    visits: visits.map((visit, at): HistoryVisit => {
      const before = visits[at - 1];
      return {
        visitId: visit.id,
        startedAt: visit.startedAt,
        questionnaire: visit.constitution?.questionnaire ?? null,
        version: visit.constitution?.version ?? null,
        scales: visit.constitution?.scales ?? [],
        notes:
          at === 1
            ? [
                {
                  questionnaire: 'gbt46939-2025',
                  quality: [{ kind: 'straight-line', items: ['1', '2'], value: 3, text: '答案相同' }],
                  rechecks: [],
                },
              ]
            : [],
        change: before === undefined ? null : visitChange(before, visit, NO_RETESTS),
      };
    }),
  };
}

const clinic = new FakeClinic();
clinic.signedIn = true;
const kept: Intervention[] = [];
let browser: PagesBrowser;
let server: PageServer;
beforeAll(async () => {
  browser = await openPagesBrowser();
  server = await servePages(browser.pagesDir, (request) => {
    if (request.route.endsWith('/history')) return ok(history(kept));
    if (!request.route.endsWith('/interventions')) return clinic.answer(request);
    const given = request.body as unknown as InterventionRequest;
    const id = `intervention-${kept.length}`;
    kept.push({ ...given, id, residentId: 'resident-1', recordedBy: 'account-1', recordedAt: given.from });
    return ok({});
  });
});
afterAll(async () => {
  await server?.close();
  await browser?.close();
});

describe('change at the workbench', () => {
  it.each([
    [1920, 1080],
    [1366, 768],
  ])(
    'shows trends, figures and what was done in between, and takes another intervention, at %d × %d',
    { timeout: 40_000 },
    async (width, height) => {
      kept.length = 0;
      const page = await browser.newPage(width, height);
      await page.goto(`${server.url}/clinic.html`);
      await page.getByRole('button', { name: /张桂兰/ }).click();
      await page.getByRole('button', { name: '变化' }).click();
      const dialog = page.getByRole('dialog', { name: '历次就诊的变化' });
      await dialog
        .getByText('与 2026-05-20 的检测相比：痰湿质的得分升高了，气虚质、阴虚质、湿热质、气郁质的得分降低了')
        .waitFor();
      expect(await dialog.getByRole('img', { name: /得分走势：2026-01-12/ }).count()).toBe(9);
      const qi = dialog.getByRole('row', { name: /^气虚质/ });
      expect(await qi.textContent()).toContain('−25.0');
      expect(await qi.textContent()).toContain('25 分或两级');
      expect(await dialog.getByRole('row', { name: /舌质颜色/ }).textContent()).toContain('没有有效的颜色校准');

      const add = dialog.getByRole('button', { name: '记下' });
      expect(await add.isDisabled()).toBe(true);
      await dialog.getByLabel('类别').selectOption('moxibustion');
      await dialog.getByLabel('内容').fill('艾灸足三里');
      await dialog.getByLabel('开始').fill('2026-06-01');
      await dialog.getByLabel(/^结束/).fill('2026-08-31');
      await add.click();
      await dialog.getByText('2026-06-01 – 2026-08-31').waitFor();
      await expectAccessible(page);
      await page.context().close();
    },
  );

  it('is one sentence on the report, which stays one page', { timeout: 20_000 }, async () => {
    const change = history([]).visits[2]?.change;
    if (change == null) throw new Error('nothing to compare');
    clinic.result = { ...clinic.result, change };
    const page = await browser.newPage(1366, 900);
    await page.goto(`${server.url}/report.html?visit=${SAMPLE_VISIT.id}`);
    await page.getByText('与 2026-05-20 的检测相比：痰湿质的得分升高了').waitFor();
    await expectAccessible(page);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.context().close();
  });
});
