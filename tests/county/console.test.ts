import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { anExchange, aVisit, captureBytes, RESIDENT } from '../exchange/support/a-visit.ts';
import { aCounty, bundleText, PASSWORD, postSigned, putSigned, type TestCounty } from './support/a-county.ts';

let county: TestCounty;
let reviewer = '';
let administrator = '';
const visitId = aVisit().id;
const secondId = randomUUID();
const get = (url: string, cookie = reviewer) => county.app.inject({ url, headers: { cookie } });
const post = (url: string, payload: object, cookie = reviewer) =>
  county.app.inject({ method: 'POST', url, headers: { cookie }, payload });
const ids = async (query: string) =>
  (await get(`/api/visits${query}`)).json().map((row: { visitId: string }) => row.visitId);

beforeAll(async () => {
  county = await aCounty();
  const station = await county.enrolStation();
  reviewer = await county.cookieOf('reviewer');
  administrator = await county.cookieOf('administrator');
  await postSigned(county.app, station, bundleText());
  await putSigned(county.app, station, aVisit().captures[0]?.id ?? '', captureBytes('tongue-top'));
  const { constitution } = aVisit();
  if (constitution === null) throw new Error('the fixture has a result');
  const undecided = { ...constitution, conclusion: { ...constitution.conclusion, primary: null } };
  const later = {
    id: secondId,
    captures: [],
    startedAt: '2026-11-23T08:00:00.000Z',
    completedAt: '2026-11-23T08:05:00.000Z',
  };
  const findings = { tongue: null, underside: null, face: null, pulse: {} };
  await postSigned(county.app, station, bundleText(anExchange({ ...later, findings, constitution: undecided })));
});
afterAll(() => county.close());

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use', async () => {
    const answer = await county.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { userName: 'x', password: 'y' },
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([401, 'security/sign-in-refused']);
    const me = await get('/api/me');
    expect(me.json()).toMatchObject({ role: 'reviewer' });
  });

  it('is needed for every part of the console', async () => {
    for (const url of [
      '/api/me',
      '/api/visits',
      `/api/visits/${visitId}`,
      `/api/visits/${visitId}/earlier-pictures`,
      '/api/stations',
      '/api/summary',
      '/api/audit',
    ]) {
      const answer = await get(url, '');
      expect([url, answer.statusCode, answer.json().error.code]).toEqual([url, 401, 'county/not-signed-in']);
    }
  });

  it('ends with signing out', async () => {
    const cookie = await county.cookieOf('reviewer');
    expect((await county.app.inject({ method: 'POST', url: '/api/sign-out', headers: { cookie } })).statusCode).toBe(
      204,
    );
    expect((await get('/api/me', cookie)).statusCode).toBe(401);
  });

  it('is not for the doctors of a station', async () => {
    expect((await get('/api/me', await county.cookieOf('doctor'))).statusCode).toBe(401);
  });

  it('refuses requests that another site caused', async () => {
    const headers = { cookie: reviewer, origin: 'https://elsewhere.example', host: 'localhost' };
    const answer = await county.app.inject({ method: 'POST', url: '/api/sign-out', headers });
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'county/not-allowed']);
  });

  it('is slowed down for whoever tries too often', async () => {
    const attempt = () =>
      county.app.inject({
        method: 'POST',
        url: '/api/sign-in',
        remoteAddress: '203.0.113.7',
        payload: { userName: 'nobody', password: PASSWORD },
      });
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) statuses.push((await attempt()).statusCode);
    expect(statuses).toEqual([...Array(10).fill(401), 429]);
    expect((await attempt()).json().error.code).toBe('county/too-many-requests');
  });
});

describe('visits', () => {
  it('are listed newest first and filtered', async () => {
    expect(await ids('')).toEqual([secondId, visitId]);
    expect(await ids('?since=2026-11-23')).toEqual([secondId]);
    expect(await ids('?station=station-one')).toEqual([secondId, visitId]);
    expect(await ids('?station=nowhere')).toEqual([]);
    expect(await ids('?constitution=phlegm-dampness')).toEqual([visitId]);
    expect(await ids('?constitution=undetermined')).toEqual([secondId]);
    expect((await get('/api/visits?constitution=happy')).json().error.code).toBe('county/invalid-request');
  });

  it('show everything, which pictures came, and the receipt; and the reading is on record', async () => {
    const detail = (await get(`/api/visits/${visitId}`)).json();
    expect(detail.resident).toEqual(RESIDENT);
    expect(detail.visit.findings).toEqual(aVisit().findings);
    expect(detail.visit.constitution).toEqual(aVisit().constitution);
    expect(detail.picturesReceived).toEqual([aVisit().captures[0]?.id]);
    expect(detail.clinicName).toBe('双浦村卫生室');
    const [latest] = await createAuditLog(county.db).list({ subjectId: visitId });
    expect(latest).toMatchObject({ action: 'visit.read', role: 'reviewer' });
  });

  it('give out the bytes of a picture, and that is on record too', async () => {
    const captureId = aVisit().captures[0]?.id ?? '';
    const answer = await get(`/api/captures/${captureId}/bytes`);
    expect(answer.headers['content-type']).toBe('image/jpeg');
    expect(new Uint8Array(answer.rawPayload)).toEqual(captureBytes('tongue-top'));
    expect((await createAuditLog(county.db).list({ subjectId: captureId }))[0]?.action).toBe('capture.read');
    expect((await get(`/api/captures/${aVisit().captures[1]?.id}/bytes`)).statusCode).toBe(404);
  });

  it('name the earlier pictures of the same resident and which of them came; looking at them is on record', async () => {
    const captureId = aVisit().captures[0]?.id;
    const answer = (await get(`/api/visits/${secondId}/earlier-pictures`)).json();
    expect(answer.earlier['tongue-top']).toMatchObject({
      visitId,
      startedAt: aVisit().startedAt,
      finding: aVisit().findings.tongue,
      instrument: aVisit().captures[0]?.provenance.instrument,
    });
    expect(answer.earlier['tongue-underside']).toBeNull();
    expect(answer.received).toEqual([captureId]);
    const [latest] = await createAuditLog(county.db).list({ subjectId: visitId });
    expect(latest).toMatchObject({ action: 'visit.read', role: 'reviewer' });
    const first = (await get(`/api/visits/${visitId}/earlier-pictures`)).json();
    expect(first).toEqual({ earlier: { 'tongue-top': null, 'tongue-underside': null, face: null }, received: [] });
    expect((await get(`/api/visits/${randomUUID()}/earlier-pictures`)).statusCode).toBe(404);
  });

  it('leave the unreviewed list with a review, which never changes the result', async () => {
    const before = await ids('?unreviewed=true');
    expect(before).toContain(visitId);
    const answer = await post(`/api/visits/${visitId}/reviews`, { decision: 'returned', opinion: '请补拍舌下' });
    expect(answer.statusCode).toBe(201);
    expect(await ids('?unreviewed=true')).toEqual([secondId]);
    const detail = (await get(`/api/visits/${visitId}`)).json();
    expect(detail.reviews).toMatchObject([{ decision: 'returned', opinion: '请补拍舌下', reviewerName: '张reviewer' }]);
    expect(detail.visit.constitution).toEqual(aVisit().constitution);
  });
});

describe('roles', () => {
  it('keep audit, enrolment codes and revocation from reviewers', async () => {
    const answers = [
      await get('/api/audit'),
      await post('/api/enrolment-codes', { clinicName: '新卫生室' }),
      await post('/api/stations/station-one/revoke', {}),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
  });

  it('keep opinions from administrators', async () => {
    const answer = await post(`/api/visits/${visitId}/reviews`, { decision: 'approved', opinion: '' }, administrator);
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'county/not-allowed']);
  });

  it('let administrators read the audit and issue enrolment codes', async () => {
    expect((await get('/api/audit', administrator)).json().length).toBeGreaterThan(3);
    const answer = await post('/api/enrolment-codes', { clinicName: '新卫生室' }, administrator);
    expect(answer.json().code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });
});

describe('the overview', () => {
  it('counts visits, residents, stations and constitutions', async () => {
    expect((await get('/api/summary')).json()).toMatchObject({
      visitsTotal: 2,
      residentsTotal: 1,
      stationsTotal: 1,
      constitutionCounts: { 'phlegm-dampness': 1, undetermined: 1 },
    });
    expect((await get('/api/stations')).json()).toMatchObject([
      { stationId: 'station-one', visitCount: 2, revoked: false },
    ]);
  });
});
