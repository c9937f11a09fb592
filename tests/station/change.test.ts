import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResidentHistory } from '../../src/domain/change.ts';
import type { Intervention } from '../../src/domain/intervention.ts';
import type { VisitResult, VisitState } from '../../src/domain/station-api.ts';
import { CAPTURE_KINDS } from '../../src/domain/visit.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { answerItems, GRANDMA, openVisit, skip } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

let station: TestStation;
let residentId: string;
let first: VisitResult;
let second: VisitResult;
beforeAll(async () => {
  station = await aStation();
  const page = station.page();
  await openVisit(page, { resident: { ...GRANDMA, birthDate: '1990-01-01' } });
  first = await answered(page);
  residentId = first.visit.residentId;
  const doctor = await station.doctor();
  const { claim } = await doctor.call<{ claim: string }>('POST', `/api/clinic/residents/${residentId}/claim`);
  await page.call<VisitState>('POST', '/api/visits', { claim });
  await page.call('PUT', '/api/visit/consent', { healthData: true, pictures: true });
  second = await answered(page);
});
afterAll(() => station.close());

async function answered(page: ReturnType<TestStation['page']>): Promise<VisitResult> {
  await answerItems(page);
  for (const kind of CAPTURE_KINDS) await skip(page, kind);
  return page.call<VisitResult>('POST', '/api/visit/complete');
}

const given = { kind: 'moxibustion', what: ' 艾灸足三里，每周三次 ', from: '2026-10-01', to: null };
const path = () => `/api/clinic/residents/${residentId}/interventions`;
const history = async () => {
  const doctor = await station.doctor();
  return doctor.call<ResidentHistory>('GET', `/api/clinic/residents/${residentId}/history`);
};

describe('change at the station', () => {
  it('is absent from a first visit, and at the second one says where the same answers leave the scales', () => {
    expect(first.change).toBeUndefined();
    expect(second.change?.earlier.visitId).toBe(first.visit.id);
    const { scales } = second.change ?? {};
    if (scales?.kind !== 'compared') throw new Error('the scales were not compared');
    expect(scales.scales).toHaveLength(9);
    expect(scales.scales.every(({ change, verdict }) => change === 0 && verdict === 'within-error')).toBe(true);
    expect(scales.scales[0]?.limit).toEqual({ value: 25, origin: 'fallback', pairs: null });
  });

  it('lists a resident’s visits oldest first, each beside the one before it', async () => {
    const { visits } = await history();
    expect(visits.map(({ visitId }) => visitId)).toEqual([first.visit.id, second.visit.id]);
    expect(visits[0]?.change).toBeNull();
    expect(visits[1]?.change?.earlier.visitId).toBe(first.visit.id);
  });

  it('keeps interventions by the member of staff who recorded them, and takes one out of sight again', async () => {
    const doctor = await station.doctor();
    const added = await doctor.call<Intervention>('POST', path(), given);
    expect((await history()).interventions).toEqual([added]);
    expect(added).toMatchObject({ what: '艾灸足三里，每周三次', residentId });
    await doctor.call('POST', `/api/clinic/interventions/${added.id}/withdraw`);
    expect((await history()).interventions).toEqual([]);
    expect(await doctor.refusal('POST', `/api/clinic/interventions/${added.id}/withdraw`)).toMatchObject({
      code: 'records/not-found',
    });
  });

  it('refuses strangers, days that are none, and an end before the beginning', async () => {
    expect(await station.page().refusal('POST', path(), given)).toMatchObject({ status: 401 });
    const doctor = await station.doctor();
    for (const days of [{ from: '2026-02-30' }, { from: '2026-10-02', to: '2026-10-01' }, { from: 'soon' }]) {
      expect(await doctor.refusal('POST', path(), { ...given, ...days })).toMatchObject({
        code: 'station/invalid-request',
      });
    }
  });

  it('is audited', async () => {
    const actions = await station.record(async (db) => (await createAuditLog(db).list()).map(({ action }) => action));
    expect(actions).toEqual(expect.arrayContaining(['resident.history', 'intervention.add', 'intervention.withdraw']));
  });
});
