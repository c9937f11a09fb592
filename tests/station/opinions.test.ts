import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhysicianOpinion } from '../../src/domain/physician-opinion.ts';
import type { VisitResult, VisitState } from '../../src/domain/station-api.ts';
import { CAPTURE_KINDS } from '../../src/domain/visit.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { createPhysicianOpinions } from '../../src/records/physician-opinions.ts';
import { aCountyServer, type TestCountyServer } from './support/a-county-server.ts';
import { answerItems, GRANDMA, openVisit, skip } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

let county: TestCountyServer;
let station: TestStation;
let visitId: string;
beforeAll(async () => {
  county = await aCountyServer();
  station = await aStation({ countyUrl: county.running.url });
  await station.running.enrol(await county.enrolmentCode());
  const page = station.page();
  await openVisit(page, { resident: { ...GRANDMA, birthDate: '1990-01-01' } });
  await answerItems(page);
  for (const kind of CAPTURE_KINDS) await skip(page, kind);
  const state = await page.call<VisitState>('GET', '/api/visit');
  await page.call('POST', '/api/visit/complete');
  visitId = state.visitId;
});
afterAll(async () => {
  await station.close();
  await county.close();
});

const opinion = { signs: { 'coating-quality': 'greasy', 'tongue-form': 'swollen' }, confirmed: null };
const path = () => `/api/clinic/visits/${visitId}/opinions`;

describe('a physician’s opinion', () => {
  it('says 四诊合参 for every constitution as soon as a visit is complete', async () => {
    const doctor = await station.doctor();
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    expect(visit.synthesis?.constitutions).toHaveLength(9);
    const said = visit.synthesis?.constitutions.flatMap(({ modalities }) => modalities);
    expect(said?.every(({ agreement, reason }) => agreement === 'not-assessable' && reason === 'not-taken')).toBe(true);
  });

  it('needs a signed-in member of staff, known signs, and a reason where it differs from the answers', async () => {
    expect(await station.page().refusal('POST', path(), opinion)).toMatchObject({ status: 401 });
    const doctor = await station.doctor();
    expect(await doctor.refusal('POST', path(), { ...opinion, signs: { 'tongue-form': 'huge' } })).toMatchObject({
      status: 400,
    });
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    const denied = visit.constitution?.scales.find(({ verdict }) => verdict === 'no')?.id;
    const confirmed = { constitutions: [denied], reason: ' ' };
    expect(await doctor.refusal('POST', path(), { ...opinion, confirmed })).toMatchObject({
      status: 422,
      code: 'station/reason-needed',
    });
  });

  it('stands beside the verdict with its own 四诊合参, is audited, and reaches the county', async () => {
    const doctor = await station.doctor();
    const before = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    const confirmed = { constitutions: ['phlegm-dampness'], reason: '舌胖大、苔腻' };
    const given = await doctor.call<PhysicianOpinion>('POST', path(), { ...opinion, confirmed });
    const after = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    expect(after.visit).toEqual(before.visit);
    expect(after.opinions?.[0]).toEqual(given);
    const tongue = given.synthesis?.constitutions
      .find(({ constitution }) => constitution === 'phlegm-dampness')
      ?.modalities.find(({ modality }) => modality === 'tongue');
    expect(tongue?.contributions.map(({ sign }) => sign).sort()).toEqual(['tongue.coating-greasy', 'tongue.swollen']);
    const actions = await station.record(async (db) => (await createAuditLog(db).list()).map(({ action }) => action));
    expect(actions).toContain('opinion.add');
    await expect
      .poll(() => createPhysicianOpinions(county.running.db).ofVisit(visitId), { timeout: 20_000 })
      .toEqual([given]);
  });
});
