import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Measurement } from '../../src/domain/measurement.ts';
import type { MeasurementRequest, StaffSession, VisitResult } from '../../src/domain/station-api.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

let station: TestStation;
let doctor: Page;
let visitId: string;

beforeAll(async () => {
  station = await aStation();
  doctor = await station.doctor();
  visitId = (await openVisit(station.page())).visitId;
});
afterAll(() => station.close());

const address = () => `/api/clinic/visits/${visitId}/measurements`;
const entry = (changes: Partial<MeasurementRequest> = {}): MeasurementRequest => ({
  kind: 'weight',
  values: { weightKg: 62.5 },
  timing: null,
  confirmed: false,
  replaces: null,
  ...changes,
});
const enter = (changes: Partial<MeasurementRequest> = {}) =>
  doctor.call<Measurement>('POST', address(), entry(changes));
const refused = (changes: Partial<MeasurementRequest>) => doctor.refusal('POST', address(), entry(changes));

describe('entering measurements at the workbench', () => {
  it('is for staff alone', async () => {
    expect(await station.page().refusal('POST', address(), entry())).toMatchObject({ status: 401 });
  });

  it('keeps the value with the operator, the time and the software as its source', async () => {
    const staff = await doctor.call<StaffSession>('GET', '/api/staff/me');
    const kept = await enter();
    expect(kept.provenance).toMatchObject({
      origin: 'manual',
      nature: 'live',
      instrument: null,
      operatorId: staff.accountId,
      method: 'sizhen@0.1.0',
    });
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    expect(visit.measurements).toContainEqual(kept);
  });

  it('refuses what cannot be, naming the quantity, whether confirmed or not', async () => {
    const inMetres = { kind: 'height', values: { heightCm: 1.62 }, confirmed: true } as const;
    expect(await refused(inMetres)).toMatchObject({
      status: 400,
      code: 'station/measurement-refused',
      context: { items: ['heightCm'] },
    });
  });

  it('asks once about an unusual value and keeps it when it stands', async () => {
    const high = { kind: 'blood-pressure', values: { systolicMmHg: 188, diastolicMmHg: 104 } } as const;
    expect(await refused(high)).toMatchObject({
      status: 409,
      code: 'station/measurement-unusual',
      context: { items: ['systolicMmHg'] },
    });
    expect(await enter({ ...high, confirmed: true })).toMatchObject({ confirmedUnusual: true });
  });

  it('asks glucose, and nothing else, when it was taken', async () => {
    const glucose = { kind: 'glucose', values: { glucoseMmolL: 5.6 } } as const;
    expect(await refused(glucose)).toMatchObject({ code: 'station/invalid-request' });
    expect(await refused({ timing: 'fasting' })).toMatchObject({ code: 'station/invalid-request' });
    expect(await enter({ ...glucose, timing: 'fasting' })).toMatchObject({ timing: 'fasting' });
  });

  it('keeps the old value beside its correction and writes both acts to the audit log', async () => {
    const wrong = await enter({ values: { weightKg: 26.5 }, confirmed: true });
    const right = await enter({ values: { weightKg: 62.5 }, replaces: wrong.id });
    const { visit } = await doctor.call<VisitResult>('GET', `/api/clinic/visits/${visitId}`);
    expect(visit.measurements).toEqual(expect.arrayContaining([wrong, right]));
    expect(await refused({ replaces: wrong.id })).toMatchObject({ status: 409, code: 'records/already-corrected' });
    const events = await station.record((db) => createAuditLog(db).list({ limit: 50 }));
    const acts = events.map(({ action, subject }) => `${action} ${subject?.id ?? ''}`);
    expect(acts).toContain(`measurement.enter ${wrong.id}`);
    expect(acts).toContain(`measurement.correct ${right.id}`);
  });

  it('refuses a body of another form', async () => {
    expect(await doctor.refusal('POST', address(), { ...entry(), values: { weightKg: '62' } })).toMatchObject({
      code: 'station/invalid-request',
    });
    expect(await doctor.refusal('POST', address(), { ...entry(), values: { shoeSize: 42 } })).toMatchObject({
      code: 'station/invalid-request',
    });
  });
});
