import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveMessage, VisitResult, VisitState } from '../../src/domain/station-api.ts';
import type { CaptureKind } from '../../src/domain/visit.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { type LiveLog, openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';
import { anInstrument, type TestInstrument } from './support/an-instrument.ts';

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

const ENDED = ['accepted', 'rejected', 'failed', 'cancelled'] as const;
const path = (kind: CaptureKind, act: string) => `/api/visit/captures/${kind}/${act}`;
const stateOf = async (page: Page, kind: CaptureKind) =>
  (await page.call<VisitState>('GET', '/api/visit')).captures.find((part) => part.kind === kind);

async function takePicture(page: Page, live: LiveLog, kind: CaptureKind) {
  const from = live.mark;
  await page.call('POST', path(kind, 'start'));
  await live.phase(kind, ['aiming'], from);
  await page.call('POST', path(kind, 'shoot'));
  return live.phase(kind, ENDED, from);
}

describe('a picture', () => {
  it('is aimed, taken, judged and kept as it came; what shows no tongue is rejected with a reason', async () => {
    const page = station.page();
    await openVisit(page);
    const live = await page.live();
    const from = live.mark;
    await page.call('POST', path('tongue-top', 'start'));
    await live.until((message) => message.type === 'preview', from);
    expect(await stateOf(page, 'tongue-top')).toMatchObject({ state: 'running' });
    await page.call('POST', path('tongue-top', 'shoot'));
    const end = await live.phase('tongue-top', ENDED, from);
    expect(end).toMatchObject({ phase: 'rejected', triesLeft: 2, quality: { usable: false } });
    const said = live.messages
      .slice(from)
      .flatMap((message) => (message.type === 'capture' ? [message.phase.phase] : []));
    expect([...new Set(said)]).toEqual(['connecting', 'aiming', 'taking', 'transferring', 'analysing', 'rejected']);

    const kept = await stateOf(page, 'tongue-top');
    const captureId = kept?.state === 'kept' ? kept.captureId : '';
    const picture = await page.bytes(`/api/visit/captures/${captureId}/picture`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(picture.bytes)).toEqual(Buffer.from(instrument.picture.bytes));

    const other = station.page();
    await openVisit(other);
    expect(await other.refusal('GET', `/api/visit/captures/${captureId}/picture`)).toMatchObject({
      status: 404,
      code: 'station/not-found',
    });
    const doctor = await station.doctor();
    const seen = await doctor.bytes(`/api/clinic/captures/${captureId}/bytes`);
    const sha256 = createHash('sha256').update(seen.bytes).digest('hex');
    const state = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(state.visit.captures.map((capture) => capture.sha256)).toEqual([sha256]);
    expect(state.visit.captures[0]?.provenance).toMatchObject({ origin: 'measured', nature: 'simulated' });
    const traces = await station.record((db) => createAuditLog(db).list({ subjectId: captureId }));
    expect(traces).toMatchObject([{ action: 'capture.read', role: 'doctor' }]);
    live.close();
    for (const left of [page, other]) await left.call('POST', '/api/visit/leave');
  });

  it('that is skipped afterwards takes its finding with it', async () => {
    const page = station.page();
    await openVisit(page);
    const live = await page.live();
    await takePicture(page, live, 'face');
    const before = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(before.visit.findings.face).not.toBeNull();
    await page.call('POST', path('face', 'skip'), { reason: 'poor-quality' });
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(visit.captures).toEqual([]);
    expect(visit.findings.face).toBeNull();
    live.close();
    await page.call('POST', '/api/visit/leave');
  });
});

describe('a picture whose consent is taken back', () => {
  it('goes with its finding, and the part counts as not agreed to', async () => {
    const page = station.page();
    await openVisit(page);
    const live = await page.live();
    await takePicture(page, live, 'face');
    await page.call('PUT', '/api/visit/consent', { healthData: true, pictures: false });
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(visit.captures).toEqual([]);
    expect(visit.findings.face).toBeNull();
    expect(visit.skipped).toMatchObject([{ kind: 'face', reason: 'no-consent' }]);
    live.close();
    await page.call('POST', '/api/visit/leave');
  });
});

describe('a capture', () => {
  it('runs alone, and one that does not run cannot be triggered or cancelled', async () => {
    const first = station.page();
    const second = station.page();
    await openVisit(first);
    await openVisit(second);
    const live = await first.live();
    await first.call('POST', path('face', 'start'));
    await live.phase('face', ['aiming']);
    expect(await second.refusal('POST', path('face', 'start'))).toMatchObject({
      status: 409,
      code: 'station/capture-running',
    });
    for (const act of ['shoot', 'cancel']) {
      expect(await second.refusal('POST', path('face', act))).toMatchObject({ code: 'station/no-capture-running' });
    }
    expect(await first.refusal('POST', '/api/visit/complete')).toMatchObject({ code: 'station/capture-running' });
    await first.call('POST', path('face', 'skip'), { reason: 'resident-declined' });
    expect(await stateOf(first, 'face')).toMatchObject({ state: 'skipped', reason: 'resident-declined' });
    live.close();
    for (const page of [first, second]) await page.call('POST', '/api/visit/leave');
  });

  it('ends with its visit', async () => {
    const page = station.page();
    await openVisit(page);
    const live = await page.live();
    await page.call('POST', path('pulse-right', 'start'));
    await live.phase('pulse-right', ['sampling']);
    await page.call('POST', '/api/visit/leave');
    expect(instrument.pressurePa).toBe(0);
    const next = station.page();
    await openVisit(next);
    expect((await next.ask('POST', path('pulse-right', 'start'))).status).toBe(202);
    await next.call('POST', '/api/visit/leave');
    live.close();
  });
});

describe('what one visit measures', () => {
  it('reaches its own page and the staff, and no other visit', async () => {
    const own = station.page();
    const other = station.page();
    await openVisit(own);
    await openVisit(other);
    const doctor = await station.doctor();
    const [ownLog, otherLog, staffLog, strangerLog] = await Promise.all([
      own.live(),
      other.live(),
      doctor.live(),
      station.page().live(),
    ]);
    await own.call('POST', path('pulse-left', 'start'));
    await ownLog.phase('pulse-left', ENDED);
    await staffLog.phase('pulse-left', ENDED);
    // Heard by everybody, and after everything the visit said: the instrument is free again.
    const personal = (log: LiveLog) =>
      log.messages.filter((message: LiveMessage) => ['capture', 'pulse', 'preview', 'finding'].includes(message.type));
    expect(new Set(personal(ownLog).map(({ type }) => type))).toEqual(new Set(['capture', 'pulse', 'finding']));
    expect(personal(staffLog).length).toBe(personal(ownLog).length);
    expect(personal(otherLog)).toEqual([]);
    expect(personal(strangerLog)).toEqual([]);

    const signedOut = staffLog.closed;
    await doctor.call('POST', '/api/staff/sign-out');
    expect(await signedOut).toBe(1005);
    for (const log of [ownLog, otherLog, strangerLog]) log.close();
    for (const page of [own, other]) await page.call('POST', '/api/visit/leave');
  });
});
