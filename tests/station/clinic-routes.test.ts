import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticRecording } from '../../device-drivers/simulation/synthetic-recording.ts';
import { analyzePulseRecording } from '../../src/analysis/pulse/analyze-recording.ts';
import type { DevicesView } from '../../src/domain/device-api.ts';
import type { EarlierPicturesAnswer } from '../../src/domain/picture-comparison.ts';
import type { PictureModelState } from '../../src/domain/picture-model-state.ts';
import type { EarlierPulseAnswer } from '../../src/domain/pulse-comparison.ts';
import type { ResidentListRow, StaffSession, VisitListRow, VisitResult } from '../../src/domain/station-api.ts';
import { createAccounts } from '../../src/records/accounts.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { createVisits } from '../../src/records/visits.ts';
import { hashPassword } from '../../src/security/passwords.ts';
import { CONSENT } from '../records/support/fixtures.ts';
import { GRANDMA, openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

let station: TestStation;
let doctor: Page;
let visitId: string;
let residentId: string;

beforeAll(async () => {
  station = await aStation();
  doctor = await station.doctor();
  const state = await openVisit(station.page());
  visitId = state.visitId;
  residentId = state.resident.id;
});
afterAll(() => station.close());

describe('without signing in', () => {
  it.each([
    ['GET', '/api/staff/me'],
    ['GET', '/api/clinic/visits'],
    ['GET', '/api/clinic/visits/some-visit'],
    ['GET', '/api/clinic/visits/some-visit/earlier-pulse'],
    ['GET', '/api/clinic/visits/some-visit/earlier-pictures'],
    ['GET', '/api/clinic/models'],
    ['GET', '/api/clinic/captures/some-capture/bytes'],
    ['GET', '/api/clinic/residents?q='],
    ['POST', '/api/clinic/residents/some-resident/claim'],
    ['POST', '/api/clinic/visits/some-visit/upload'],
    ['GET', '/api/clinic/questionnaire?sex=male'],
    ['GET', '/api/clinic/devices'],
    ['GET', '/api/clinic/calibrations'],
  ])('%s %s is refused', async (method, path) => {
    expect(await station.page().refusal(method, path)).toMatchObject({ status: 401, code: 'station/not-signed-in' });
  });

  it('a resident with an open visit is no staff', async () => {
    const page = station.page();
    await openVisit(page);
    expect(await page.refusal('GET', '/api/clinic/visits')).toMatchObject({ code: 'station/not-signed-in' });
  });

  it('a wrong password is refused', async () => {
    const wrong = { account: 'doctor', password: 'not the one' };
    expect(await station.page().refusal('POST', '/api/staff/sign-in', wrong)).toMatchObject({
      status: 401,
      code: 'security/sign-in-refused',
    });
  });
});

describe('a doctor at the workbench', () => {
  it('is known by name and role until signing out', async () => {
    const page = await station.doctor();
    expect(await page.call<StaffSession>('GET', '/api/staff/me')).toMatchObject({ role: 'doctor' });
    const stale = page.twin();
    const out = await page.ask('POST', '/api/staff/sign-out');
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(await stale.refusal('GET', '/api/staff/me')).toMatchObject({ code: 'station/not-signed-in' });
  });

  it('sees the visits of a day in China', async () => {
    const chinaDay = (offsetMs: number) => new Date(Date.now() + 8 * 3_600_000 + offsetMs).toISOString().slice(0, 10);
    const onDay = (day: string) => doctor.call<VisitListRow[]>('GET', `/api/clinic/visits?day=${day}`);
    expect((await onDay(chinaDay(0))).map((row) => row.visitId)).toContain(visitId);
    expect(await onDay(chinaDay(-86_400_000))).toEqual([]);
    expect((await doctor.call<VisitListRow[]>('GET', '/api/clinic/visits')).length).toBeGreaterThan(0);
    expect(await doctor.refusal('GET', '/api/clinic/visits?day=2026-13-45')).toMatchObject({
      status: 400,
      code: 'station/invalid-request',
    });
  });

  it('opens one visit with the full identity', async () => {
    const { resident } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    expect(resident.full).toMatchObject({ name: '测试甲', birthDate: '1950-05-05' });
    expect(await doctor.refusal('GET', '/api/clinic/visits/unknown')).toMatchObject({ code: 'station/not-found' });
    expect(await doctor.refusal('GET', '/api/clinic/captures/unknown/bytes')).toMatchObject({
      code: 'station/not-found',
    });
  });

  it('compares with the latest earlier pulse of the same resident, and leaves a trace of reading it', async () => {
    const { recording } = syntheticRecording({ kind: 'normal', seed: 1, sampleRateHz: 100, durationS: 8 });
    const left = { ...analyzePulseRecording(recording), captureId: 'capture-1', method: 'test@1' };
    const findings = { tongue: null, underside: null, face: null, pulse: { left } };
    const [past, later] = await station.record(async (db) => {
      const visits = createVisits(db);
      const start = () => visits.start({ residentId, stationId: 'station-1', operatorId: null });
      const first = await start();
      await visits.saveConsent(first.id, CONSENT);
      await visits.complete(first.id, { findings, constitution: null, completedAt: db.now() }, () => []);
      await sleep(5);
      return [first.id, (await start()).id];
    });
    const earlierOf = (id: string) => doctor.call<EarlierPulseAnswer>('GET', `/api/clinic/visits/${id}/earlier-pulse`);
    const { earlier } = await earlierOf(later);
    expect(earlier).toMatchObject({ visitId: past, pulse: { left: { wrist: 'left' } }, instruments: {} });
    expect(await earlierOf(visitId)).toEqual({ earlier: null });
    expect(await doctor.refusal('GET', '/api/clinic/visits/unknown/earlier-pulse')).toMatchObject({ status: 404 });
    const events = await station.record((db) => createAuditLog(db).list({ limit: 500 }));
    expect(events.some(({ action, subject }) => action === 'visit.read' && subject?.id === past)).toBe(true);
  });

  it('compares with the latest earlier picture of each kind, and leaves a trace of reading it', async () => {
    const quality = { score: 1, usable: true, reasons: [] };
    const face = {
      quality,
      calibrated: false,
      face: null,
      skin: null,
      regions: {},
      captureId: 'c-1',
      method: 'test@1',
    };
    const findings = { tongue: null, underside: null, face, pulse: {} };
    const [past, later] = await station.record(async (db) => {
      const visits = createVisits(db);
      const start = () => visits.start({ residentId, stationId: 'station-1', operatorId: null });
      const first = await start();
      await visits.saveConsent(first.id, CONSENT);
      await visits.complete(first.id, { findings, constitution: null, completedAt: db.now() }, () => []);
      await sleep(5);
      return [first.id, (await start()).id];
    });
    const path = (id: string) => `/api/clinic/visits/${id}/earlier-pictures`;
    const { earlier } = await doctor.call<EarlierPicturesAnswer>('GET', path(later));
    expect(earlier).toMatchObject({ 'tongue-top': null, face: { visitId: past, finding: { captureId: 'c-1' } } });
    expect(await doctor.call('GET', path(visitId))).toEqual({
      earlier: { 'tongue-top': null, 'tongue-underside': null, face: null },
    });
    expect(await doctor.refusal('GET', path('unknown'))).toMatchObject({ status: 404 });
    const events = await station.record((db) => createAuditLog(db).list({ limit: 500 }));
    expect(events.some(({ action, subject }) => action === 'visit.read' && subject?.id === past)).toBe(true);
  });

  it('sees which picture models are verified and under which terms', async () => {
    const models = await doctor.call<PictureModelState[]>('GET', '/api/clinic/models');
    expect(models.map(({ name }) => name)).toContain('tongue-segmentation');
    for (const { code, version, terms } of models) expect(code === null).toBe(version !== null && terms !== null);
  });

  it('finds a resident and opens a visit for them, which is witnessed', async () => {
    const rows = await doctor.call<ResidentListRow[]>('GET', `/api/clinic/residents?q=${encodeURIComponent('测试')}`);
    expect(rows.map(({ resident }) => resident.id)).toContain(residentId);
    const { claim } = await doctor.call<{ claim: string }>('POST', `/api/clinic/residents/${residentId}/claim`);
    const opened = await doctor.call<{ visitId: string }>('POST', '/api/visits', { claim });
    await doctor.call('PUT', '/api/visit/consent', { healthData: true, pictures: true });
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${opened.visitId}`);
    expect(visit.consent?.method).toBe('staff-witnessed');
    expect(visit.operatorId).not.toBeNull();
    expect(await doctor.refusal('POST', '/api/clinic/residents/unknown/claim')).toMatchObject({
      code: 'station/not-found',
    });
  });

  it('reads the questionnaire, and only for a sex there is', async () => {
    const view = await doctor.call<{ items: unknown[] }>('GET', '/api/clinic/questionnaire?sex=male');
    expect(view.items.length).toBeGreaterThan(20);
    expect(await doctor.refusal('GET', '/api/clinic/questionnaire')).toMatchObject({ code: 'station/invalid-request' });
  });

  it('sees the devices, each with a reason', async () => {
    const { devices, drivers } = await doctor.call<DevicesView>('GET', '/api/clinic/devices');
    expect(devices.every(({ reason }) => reason.kind.length > 0)).toBe(true);
    expect(drivers.map(({ id }) => id)).toContain('contec-v7');
  });

  it('may ask for a visit to be sent again', async () => {
    expect(await doctor.call('POST', `/api/clinic/visits/${visitId}/upload`)).toMatchObject({ state: 'not-queued' });
  });

  it('leaves a trace of every read, by ids alone', async () => {
    await doctor.refusal('GET', `/api/clinic/residents?q=${encodeURIComponent(GRANDMA.name)}`);
    const events = await station.record((db) => createAuditLog(db).list({ limit: 500 }));
    const traces = events.map(({ action, subject, role }) => [role, action, subject?.id ?? null].join(' '));
    for (const trace of [
      'doctor visit.list ',
      `doctor visit.read ${visitId}`,
      'doctor resident.search ',
      `doctor resident.claim ${residentId}`,
      `doctor visit.upload-again ${visitId}`,
    ]) {
      expect(traces).toContain(trace);
    }
    expect(JSON.stringify(events)).not.toContain(GRANDMA.name);
  });
});

describe('an account of the county', () => {
  it('is nobody at the station', async () => {
    const reviewer = await signInAs('reviewer');
    expect(await reviewer.refusal('GET', '/api/clinic/visits')).toMatchObject({
      status: 403,
      code: 'station/not-allowed',
    });
  });
});

async function signInAs(role: 'reviewer'): Promise<Page> {
  const password = 'long enough 2026';
  const account = { userName: role, displayName: '审核员', role, passwordHash: await hashPassword(password) };
  await station.record((db) => createAccounts(db).create(account));
  const page = station.page();
  await page.call('POST', '/api/staff/sign-in', { account: role, password });
  return page;
}
