import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { answerItems, openVisit, skip } from '../station/support/a-page.ts';
import { aStation, type TestStation } from '../station/support/a-station.ts';
import { anInstrument, type TestInstrument } from '../station/support/an-instrument.ts';

let instrument: TestInstrument;
let station: TestStation;
beforeAll(async () => {
  instrument = await anInstrument();
  station = await aStation({ instrument: instrument.address });
});
afterAll(async () => {
  await station.close();
  await instrument.stop();
});

describe('an item that was left out', () => {
  it('is named, nothing measured is lost, and the visit completes once it is answered', async () => {
    const page = station.page();
    await openVisit(page);
    await answerItems(page, ['4', '17']);
    const live = await page.live();
    await page.call('POST', '/api/visit/captures/face/start');
    await live.phase('face', ['aiming']);
    await page.call('POST', '/api/visit/captures/face/shoot');
    await live.phase('face', ['rejected']);
    live.close();
    await skip(page, 'tongue-top', 'tongue-underside', 'pulse-left', 'pulse-right');
    const before = await page.call<VisitResult>('GET', '/api/visit/result');

    expect(await page.refusal('POST', '/api/visit/complete')).toEqual({
      status: 400,
      code: 'inquiry/incomplete-answers',
      context: { items: ['4', '17'] },
    });
    const after = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(after).toEqual(before);
    expect(after.visit.captures).toHaveLength(1);

    for (const item of ['4', '17']) await page.call('PUT', '/api/visit/answers', { item, value: 1 });
    const { visit } = await page.call<VisitResult>('POST', '/api/visit/complete');
    expect(visit).toMatchObject({ status: 'complete', captures: before.visit.captures });
  });

  it('is named also when no item was answered at all', async () => {
    const page = station.page();
    const { questionCount: numbers } = await openVisit(page);
    await skip(page, 'face', 'tongue-top', 'tongue-underside', 'pulse-left', 'pulse-right');
    const { code, context } = await page.refusal('POST', '/api/visit/complete');
    expect(code).toBe('inquiry/incomplete-answers');
    expect(context?.items).toHaveLength(numbers);
  });
});
