import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitResult, VisitState } from '../../src/domain/station-api.ts';
import { answerItems, openVisit, skip } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await aStation();
});
afterAll(() => station.close());

describe('a station that was restarted in the middle of a visit', () => {
  it('lets the same browser go on where it was', async () => {
    const before = station.page();
    const { visitId } = await openVisit(before);
    const numbers = await answerItems(before, ['1', '2']);
    await skip(before, 'face', 'pulse-left');

    await station.restart();
    const after = before.twin(station.url);
    const state = await after.call<VisitState>('GET', '/api/visit');
    expect(state.visitId).toBe(visitId);
    expect(Object.keys(state.answers)).toHaveLength(numbers.length - 2);
    expect(state.captures.filter((part) => part.state === 'skipped').map(({ kind }) => kind)).toEqual([
      'face',
      'pulse-left',
    ]);

    for (const item of ['1', '2']) await after.call('PUT', '/api/visit/answers', { item, value: 3 });
    await skip(after, 'tongue-top', 'tongue-underside', 'pulse-right');
    expect((await after.call<VisitResult>('POST', '/api/visit/complete')).visit.status).toBe('complete');
  });

  it('keeps a left visit closed', async () => {
    const page = station.page();
    await openVisit(page);
    const stale = page.twin();
    await page.call('POST', '/api/visit/leave');
    await station.restart();
    expect(await stale.twin(station.url).refusal('GET', '/api/visit')).toMatchObject({ code: 'station/no-visit' });
  });
});
