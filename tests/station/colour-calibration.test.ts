import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KIOSK_CAMERA } from '../../device-drivers/simulation/camera-model.ts';
import { createRenderedPictureSource } from '../../device-drivers/simulation/picture-renderer.ts';
import type { SimulatedPicture } from '../../device-drivers/simulation/sources.ts';
import type {
  CalibrationRow,
  CalibrationsView,
  NewCalibrationResult,
  VisitResult,
} from '../../src/domain/station-api.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
import { createSettings, type Settings } from '../../src/records/settings.ts';
import { chartPhoto } from '../analysis/support/photographed.ts';
import { openVisit, type Page } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';
import { anInstrument, type TestInstrument } from './support/an-instrument.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let instrument: TestInstrument;
let station: TestStation;
let drawn: Readonly<Record<'tongue-top' | 'face' | 'chart', SimulatedPicture>>;
beforeAll(async () => {
  // Drawn before the instrument runs in this process: drawing would keep it from its heartbeat.
  const source = createRenderedPictureSource({ seed: 3 });
  drawn = {
    'tongue-top': await source.picture('tongue-top'),
    face: await source.picture('face'),
    chart: await chart(),
  };
  instrument = await anInstrument({ withReference: true });
  station = await aStation({ instrument: instrument.address });
});
afterAll(async () => {
  await station.close();
  await instrument.stop();
});

async function chart(): Promise<SimulatedPicture> {
  const { widthPx, heightPx, data } = await chartPhoto({ turn: 0.1 }, KIOSK_CAMERA);
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  return {
    mediaType: 'image/jpeg',
    bytes: new Uint8Array(await sharp(data, { raw }).jpeg({ quality: 92 }).toBuffer()),
  };
}

describe('colour calibration at the workbench', () => {
  it('is for staff only', async () => {
    const refused = { status: 401, code: 'station/not-signed-in' };
    expect(await station.page().refusal('POST', '/api/clinic/calibrations', CHART)).toMatchObject(refused);
    expect(await station.page().refusal('GET', '/api/clinic/calibrations')).toMatchObject(refused);
  });

  it('says so when the picture shows no chart', async () => {
    const doctor = await station.doctor();
    expect(await doctor.refusal('POST', '/api/clinic/calibrations', CHART)).toMatchObject({
      code: 'analysis/chart-not-found',
    });
    expect((await viewOf(doctor)).calibrations).toEqual([]);
    const check = { part: 'face', by: 'built-in' };
    expect(await doctor.refusal('POST', '/api/clinic/calibrations/check', check)).toMatchObject({
      code: 'station/no-calibration',
    });
  });

  it('is kept per camera, audited, and named by every picture taken after it', async () => {
    const doctor = await station.doctor();
    instrument.picture = drawn.chart;
    const made = await doctor.call<NewCalibrationResult>('POST', '/api/clinic/calibrations', CHART);
    expect(made).toMatchObject({ kept: true, leftOut: [] });
    expect(made.calibration.fit.meanDeltaE).toBeLessThan(1.5);
    const { calibrations, cameras } = await viewOf(doctor);
    expect(calibrations).toEqual([{ ...made.calibration, state: 'valid', inUse: true, hasReference: true }]);
    const parts = ['tongue-top', 'tongue-underside', 'face'];
    expect(cameras).toMatchObject([{ camera: made.calibration.camera, parts, light: 'built-in', nature: 'simulated' }]);
    const actions = await station.record(async (db) => (await createAuditLog(db).list()).map(({ action }) => action));
    expect(actions).toContain('calibration.keep');

    const page = station.page();
    await openVisit(page);
    for (const kind of ['tongue-top', 'face'] as const) await capture(page, kind);
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    const named = { id: made.calibration.id, light: 'built-in', meanDeltaE: made.calibration.fit.meanDeltaE };
    expect(visit.captures.map(({ kind }) => kind)).toEqual(['tongue-top', 'face']);
    for (const { provenance } of visit.captures) expect(provenance.calibration).toMatchObject(named);
    for (const finding of [visit.findings.tongue, visit.findings.face]) {
      expect(finding).toMatchObject({ calibrated: true, calibration: named });
      expect(finding?.quality.reasons).not.toContain('uncalibrated');
    }
  });

  it('is one for each light: another light is uncalibrated until its own chart is photographed', async () => {
    const doctor = await station.doctor();
    const { cameras } = await viewOf(doctor);
    const camera = cameras[0]?.camera ?? '';
    await doctor.call('PUT', '/api/clinic/calibrations/light', { camera, light: 'daylight' });
    const page = station.page();
    await openVisit(page);
    await capture(page, 'face');
    const result = () => page.call<VisitResult>('GET', '/api/visit/result');
    expect((await result()).visit.findings.face).toMatchObject({ calibrated: false, calibration: null });
    expect((await result()).visit.captures[0]?.provenance.calibration).toBeUndefined();
    instrument.picture = drawn.chart;
    const light = 'daylight' as const;
    await doctor.call('POST', '/api/clinic/calibrations', { ...CHART, light });
    expect((await viewOf(doctor)).calibrations.map((row) => [row.light, row.inUse])).toEqual([
      ['built-in', false],
      ['daylight', true],
    ]);
    await capture(page, 'face');
    expect((await result()).visit.findings.face?.calibration).toMatchObject({ light });
    await doctor.call('PUT', '/api/clinic/calibrations/light', { camera, light: 'built-in' });
  });
});

describe('drift of a calibrated camera', () => {
  const check = (doctor: Page, by: 'built-in' | 'chart') =>
    doctor.call<CalibrationRow>('POST', '/api/clinic/calibrations/check', { part: 'tongue-top', by });

  it('is looked for by the built-in reference and by the chart, and kept with what was found', async () => {
    const doctor = await station.doctor();
    const steady = await check(doctor, 'built-in');
    expect(steady).toMatchObject({ state: 'valid', lastCheck: { by: 'built-in' } });
    expect(steady.lastCheck?.meanDeltaE).toBeLessThan(0.5);
    instrument.picture = drawn.chart;
    const byChart = await check(doctor, 'chart');
    expect(byChart).toMatchObject({ state: 'valid', lastCheck: { by: 'chart' } });
    expect((await viewOf(doctor)).calibrations.find(({ id }) => id === byChart.id)).toEqual(byChart);
  });

  it('past the limit ends the calibration: pictures say uncalibrated until the chart is photographed again', async () => {
    const doctor = await station.doctor();
    instrument.drifted = true;
    const found = await check(doctor, 'built-in');
    expect(found.state).toBe('drifted');
    expect(found.lastCheck?.meanDeltaE).toBeGreaterThan(2.85);
    const page = station.page();
    await openVisit(page);
    await capture(page, 'face');
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(visit.findings.face).toMatchObject({ calibrated: false });
    expect(visit.findings.face?.quality.reasons).toContain('uncalibrated');
    instrument.drifted = false;
    expect((await check(doctor, 'built-in')).state).toBe('valid');
  });

  it('is found by itself at the first picture of a day', async () => {
    const doctor = await station.doctor();
    await station.record((db) => aDayEarlier(createSettings(db)));
    instrument.drifted = true;
    const page = station.page();
    await openVisit(page);
    await capture(page, 'face');
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    expect(visit.findings.face).toMatchObject({ calibrated: false });
    const row = (await viewOf(doctor)).calibrations.find(({ inUse }) => inUse);
    expect(row).toMatchObject({ state: 'drifted', lastCheck: { by: 'built-in' } });
    const actions = await station.record(async (db) => (await createAuditLog(db).list()).map(({ action }) => action));
    expect(actions.filter((action) => action === 'calibration.check').length).toBeGreaterThanOrEqual(4);
  });
});

const CHART = { part: 'tongue-top', light: 'built-in' } as const;
const viewOf = (doctor: Page) => doctor.call<CalibrationsView>('GET', '/api/clinic/calibrations');

/** As if everything that is kept of calibrations had happened a day before. */
async function aDayEarlier(settings: Settings): Promise<void> {
  const text = (await settings.get('colour-calibrations')) ?? '';
  const moved = text.replaceAll(/"(madeAt|at)":"([^"]+)"/g, (_all, name, at) => {
    const earlier = new Date(Date.parse(at) - 25 * 3_600_000).toISOString();
    return `"${name}":"${earlier}"`;
  });
  expect(moved).not.toBe(text);
  await settings.set('colour-calibrations', moved);
}

async function capture(page: Page, kind: 'tongue-top' | 'face'): Promise<void> {
  const live = await page.live();
  instrument.picture = drawn[kind];
  await page.call('POST', `/api/visit/captures/${kind}/start`);
  const aimed = await live.phase(kind, ['aiming', 'failed']);
  expect(aimed.phase, JSON.stringify(aimed)).toBe('aiming');
  await page.call('POST', `/api/visit/captures/${kind}/shoot`);
  await live.phase(kind, ['accepted', 'rejected', 'failed']);
  live.close();
}
