import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KIOSK_CAMERA } from '../../device-drivers/simulation/camera-model.ts';
import { createRenderedPictureSource } from '../../device-drivers/simulation/picture-renderer.ts';
import type { SimulatedPicture } from '../../device-drivers/simulation/sources.ts';
import type { CalibrationRow, NewCalibrationResult, VisitResult } from '../../src/domain/station-api.ts';
import { createAuditLog } from '../../src/records/audit-log.ts';
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
  instrument = await anInstrument();
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
    expect(await station.page().refusal('POST', '/api/clinic/calibrations')).toMatchObject(refused);
    expect(await station.page().refusal('GET', '/api/clinic/calibrations')).toMatchObject(refused);
  });

  it('says so when the picture shows no chart', async () => {
    const doctor = await station.doctor();
    expect(await doctor.refusal('POST', '/api/clinic/calibrations')).toMatchObject({
      code: 'analysis/chart-not-found',
    });
    expect(await doctor.call('GET', '/api/clinic/calibrations')).toEqual([]);
  });

  it('is kept per camera, audited, and named by every picture taken after it', async () => {
    const doctor = await station.doctor();
    instrument.picture = drawn.chart;
    const made = await doctor.call<NewCalibrationResult>('POST', '/api/clinic/calibrations');
    expect(made).toMatchObject({ kept: true, leftOut: [] });
    expect(made.calibration.fit.meanDeltaE).toBeLessThan(1.5);
    const rows = await doctor.call<readonly CalibrationRow[]>('GET', '/api/clinic/calibrations');
    expect(rows).toEqual([{ ...made.calibration, state: 'valid' }]);
    const actions = await station.record(async (db) => (await createAuditLog(db).list()).map(({ action }) => action));
    expect(actions).toContain('calibration.keep');

    const page = station.page();
    await openVisit(page);
    for (const kind of ['tongue-top', 'face'] as const) await capture(page, kind);
    const { visit } = await page.call<VisitResult>('GET', '/api/visit/result');
    const named = { id: made.calibration.id, meanDeltaE: made.calibration.fit.meanDeltaE };
    expect(visit.captures.map(({ kind }) => kind)).toEqual(['tongue-top', 'face']);
    for (const { provenance } of visit.captures) expect(provenance.calibration).toMatchObject(named);
    for (const finding of [visit.findings.tongue, visit.findings.face]) {
      expect(finding).toMatchObject({ calibrated: true, calibration: named });
      expect(finding?.quality.reasons).not.toContain('uncalibrated');
    }
  });
});

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
