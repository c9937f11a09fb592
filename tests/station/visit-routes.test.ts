import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IdentifyResponse, StationStatus, VisitResult, VisitState } from '../../src/domain/station-api.ts';
import { CAPTURE_KINDS } from '../../src/domain/visit.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { answerItems, GRANDMA, openVisit, skip } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

/** A made-up number whose check character is right (GB 11643). */
const NUMBER = '330106195005050027';
const WITH_CARD = { ...GRANDMA, documentType: 'resident-id', documentNumber: NUMBER };

let station: TestStation;
beforeAll(async () => {
  station = await aStation();
});
afterAll(() => station.close());

describe('a station that has just started', () => {
  it('tells any page how it is, and nothing about people', async () => {
    const status = await station.page().call<StationStatus>('GET', '/api/station');
    expect(status).toMatchObject({
      clinicName: '双浦村卫生室',
      demonstration: true,
      instrument: { kind: 'lost', code: 'transport/port-not-found' },
      outbox: { failed: 0 },
      county: { enrolled: false, reachable: null },
    });
  });

  it('answers an address it does not have with a code', async () => {
    expect(await station.page().refusal('GET', '/api/nothing')).toMatchObject({
      status: 404,
      code: 'station/not-found',
    });
  });
});

describe('without a visit on this screen', () => {
  it.each([
    ['GET', '/api/visit', undefined],
    ['PUT', '/api/visit/consent', { healthData: true, pictures: true }],
    ['GET', '/api/visit/questionnaire', undefined],
    ['PUT', '/api/visit/answers', { item: '1', value: 1 }],
    ['POST', '/api/visit/complete', undefined],
    ['GET', '/api/visit/result', undefined],
    ['GET', '/api/visit/captures/some-id/picture', undefined],
    ['POST', '/api/visit/captures/face/start', undefined],
    ['POST', '/api/visit/captures/face/shoot', undefined],
    ['POST', '/api/visit/captures/face/cancel', undefined],
    ['POST', '/api/visit/captures/face/skip', { reason: 'staff-decision' }],
  ])('%s %s is refused', async (method, path, body) => {
    expect(await station.page().refusal(method, path, body)).toMatchObject({ status: 401, code: 'station/no-visit' });
  });

  it('a made-up cookie opens nothing either', async () => {
    expect(await station.page().refusal('GET', '/api/visit', undefined, { cookie: 'sizhen_visit=abc' })).toMatchObject({
      code: 'station/no-visit',
    });
  });
});

describe('before consent', () => {
  it.each([
    ['GET', '/api/visit/questionnaire', undefined],
    ['PUT', '/api/visit/answers', { item: '1', value: 1 }],
    ['POST', '/api/visit/complete', undefined],
    ['POST', '/api/visit/captures/pulse-left/start', undefined],
  ])('%s %s is refused', async (method, path, body) => {
    const page = station.page();
    await page.call('POST', '/api/visits', { newResident: GRANDMA });
    expect(await page.refusal(method, path, body)).toMatchObject({ code: 'station/consent-missing' });
    await page.call('PUT', '/api/visit/consent', { healthData: false, pictures: false });
    expect(await page.refusal(method, path, body)).toMatchObject({ code: 'station/consent-missing' });
    await page.call('POST', '/api/visit/leave');
  });
});

describe('a request of another form', () => {
  it.each([
    ['POST', '/api/identify', { documentType: 'library-card', number: '1' }],
    ['POST', '/api/identify', {}],
    ['POST', '/api/visits', { newResident: { ...GRANDMA, sex: 'unknown' } }],
    ['POST', '/api/visits', { newResident: { ...GRANDMA, birthDate: '2001-02-31' } }],
    ['POST', '/api/visits', { newResident: { ...GRANDMA, birthDate: '2999-01-01' } }],
    ['POST', '/api/visits', { newResident: { ...GRANDMA, phone: 'call me' } }],
    ['POST', '/api/visits', {}],
    ['PUT', '/api/visit/consent', { healthData: 'yes', pictures: true }],
    ['PUT', '/api/visit/consent', { healthData: 1, pictures: 1 }],
    ['PUT', '/api/visit/answers', { item: '1', value: 6 }],
    ['PUT', '/api/visit/answers', { item: '1', value: '3' }],
    ['PUT', '/api/visit/answers', { item: '999', value: 3 }],
    ['POST', '/api/visit/captures/elbow/start', undefined],
    ['POST', '/api/visit/captures/face/skip', { reason: 'no time' }],
    ['POST', '/api/staff/sign-in', { account: '' }],
  ])('%s %s with %j is refused', async (method, path, body) => {
    const page = station.page();
    await openVisit(page);
    expect(await page.refusal(method, path, body)).toMatchObject({ status: 400, code: 'station/invalid-request' });
    await page.call('POST', '/api/visit/leave');
  });

  it('a body that is no JSON, or far too long, is refused', async () => {
    const post = (body: string) =>
      fetch(`${station.url}/api/identify`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await (await post('{"documentType"')).json()).toMatchObject({ error: { code: 'station/invalid-request' } });
    const long = await post(JSON.stringify({ documentType: 'passport', number: 'x'.repeat(70_000) }));
    expect([long.status, await long.json()]).toMatchObject([413, { error: { code: 'station/invalid-request' } }]);
  });
});

describe('a resident at the screen', () => {
  it('is found by the number the second time, and shown masked', async () => {
    const first = station.page();
    const asked = { documentType: 'resident-id', number: NUMBER };
    expect(await first.call<IdentifyResponse>('POST', '/api/identify', asked)).toEqual({
      card: null,
      claim: null,
      derived: { sex: 'female', birthDate: '1950-05-05' },
    });
    await openVisit(first, { resident: WITH_CARD });
    await first.call('POST', '/api/visit/leave');

    const second = station.page();
    const found = await second.call<IdentifyResponse>('POST', '/api/identify', asked);
    expect(found.card).toMatchObject({ maskedName: '测**', maskedNumber: '3301********0027' });
    expect(JSON.stringify(found)).not.toContain('测试甲');
    const state = await second.call<VisitState>('POST', '/api/visits', { claim: found.claim });
    expect(state.resident.id).toBe(found.card?.id);
    await second.call('POST', '/api/visit/leave');
  });

  it('cannot register the same number twice, nor open a visit with a made-up claim', async () => {
    const page = station.page();
    expect(await page.refusal('POST', '/api/visits', { newResident: WITH_CARD })).toMatchObject({
      status: 409,
      code: 'records/duplicate-resident',
    });
    expect(await page.refusal('POST', '/api/visits', { claim: 'someone.9999999999999.abc' })).toMatchObject({
      status: 403,
      code: 'security/claim-invalid',
    });
  });

  it('goes from consent to the result, and completing twice gives the same', async () => {
    const page = station.page();
    const opened = await openVisit(page, { pictures: false });
    expect(opened.captures.every(({ state }) => state === 'todo')).toBe(true);
    const numbers = await answerItems(page);
    expect(opened.questionCount).toBe(numbers.length);
    await skip(page, ...CAPTURE_KINDS);
    const done = await page.call<VisitResult>('POST', '/api/visit/complete');
    expect(done.visit).toMatchObject({ status: 'complete', sheet: { answers: { [numbers[0] ?? '']: 2 } } });
    expect(done.visit.constitution?.conclusion.text).not.toBe('');
    expect(done.resident.full).toBeNull();
    expect(done.upload.state).toBe('pending');
    expect(await page.call('POST', '/api/visit/complete')).toEqual(done);
    expect(await page.call('GET', '/api/visit/result')).toEqual(done);
    expect(await page.refusal('PUT', '/api/visit/answers', { item: '1', value: 5 })).toMatchObject({
      status: 409,
      code: 'records/visit-closed',
    });
    expect(await page.refusal('POST', '/api/visit/captures/pulse-left/start')).toMatchObject({
      code: 'station/no-visit',
    });
    await page.call('POST', '/api/visit/leave');
  });

  it('who declined pictures cannot be photographed', async () => {
    const page = station.page();
    await openVisit(page, { pictures: false });
    for (const kind of ['tongue-top', 'tongue-underside', 'face']) {
      expect(await page.refusal('POST', `/api/visit/captures/${kind}/start`)).toMatchObject({
        code: 'station/pictures-declined',
      });
    }
    await page.call('POST', '/api/visit/leave');
  });

  it('is told which parts are open', async () => {
    const page = station.page();
    await openVisit(page);
    await answerItems(page);
    await skip(page, 'face', 'pulse-left');
    expect(await page.refusal('POST', '/api/visit/complete')).toMatchObject({
      status: 409,
      code: 'station/visit-incomplete',
      context: { kinds: ['tongue-top', 'tongue-underside', 'pulse-right'] },
    });
    await page.call('POST', '/api/visit/leave');
  });

  it('leaves nothing behind on leaving', async () => {
    const page = station.page();
    const { visitId } = await openVisit(page);
    const stale = page.twin();
    const left = await page.ask('POST', '/api/visit/leave');
    expect(left.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(page.cookie).toBe('');
    expect(await stale.refusal('GET', '/api/visit')).toMatchObject({ code: 'station/no-visit' });
    const doctor = await station.doctor();
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    expect(visit.status).toBe('abandoned');
  });

  it('gets answers that no cache may keep', async () => {
    const answer = await station.page().ask('GET', '/api/station');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});

describe('too many open visits', () => {
  it('are refused until one is left', async () => {
    const pages = Array.from({ length: 8 }, () => station.page());
    for (const page of pages) await page.call('POST', '/api/visits', { newResident: GRANDMA });
    expect(await station.page().refusal('POST', '/api/visits', { newResident: GRANDMA })).toMatchObject({
      status: 429,
      code: 'station/too-many-visits',
    });
    for (const page of pages) await page.call('POST', '/api/visit/leave');
    await openVisit(station.page());
  });
});

describe('the audit log of all this', () => {
  it('is unbroken, and names nobody', async () => {
    const { events, verification } = await station.record(async (db) => {
      const audit = createAuditLog(db);
      return { events: await audit.list({ limit: 500 }), verification: await audit.verify() };
    });
    expect(verification.intact).toBe(true);
    const actions = new Set(events.map(({ action }) => action));
    for (const action of ['resident.identify', 'visit.start', 'visit.complete', 'staff.sign-in', 'visit.read']) {
      expect(actions).toContain(action);
    }
    const text = JSON.stringify(events);
    for (const secret of ['测试甲', NUMBER, '1950-05-05']) expect(text).not.toContain(secret);
  });
});
