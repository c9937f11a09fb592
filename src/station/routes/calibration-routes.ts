import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type ColourCalibration, calibrationState } from '../../domain/colour-calibration.ts';
import type { CalibrationRow, NewCalibrationResult } from '../../domain/station-api.ts';
import type { CaptureDesk } from '../capture-desk.ts';
import { cameraOf } from '../colour-calibrations.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireStaff } from '../who-is-asking.ts';

/** The longest a picture takes from the instrument. */
const PICTURE_MS = 30_000;
/** The lamp that is built in is the only light the station knows. */
const LIGHT = 'built-in';

/** Colour calibration by the doctor: the chart is held where tongues are held, photographed, read and kept. */
export function registerCalibrationRoutes(app: FastifyInstance, services: StationServices, desk: CaptureDesk): void {
  app.get('/api/clinic/calibrations', async (request): Promise<readonly CalibrationRow[]> => {
    await requireStaff(services, request);
    return (await services.calibrations.list()).map(({ calibration, state }) => rowOf(calibration, state));
  });

  app.post('/api/clinic/calibrations', async (request): Promise<NewCalibrationResult> => {
    const staff = await requireStaff(services, request);
    if (desk.running !== null) throw new StationError('station/capture-running', 'a capture is running');
    const { calibration, leftOut } = await photographChart(services);
    const state = calibrationState(calibration, calibration.camera, services.clock.wallMs());
    // A poor one replaces no good one.
    if (state === 'valid') await services.calibrations.keep(calibration);
    await services.audit.append({
      actorId: staff.accountId,
      role: staff.role,
      action: state === 'valid' ? 'calibration.keep' : 'calibration.refuse',
      subject: { kind: 'calibration', id: calibration.id },
    });
    return { kept: state === 'valid', calibration: rowOf(calibration, state), leftOut };
  });
}

/** Throws `acquisition/…` and `driver/…` of the instrument, `analysis/chart-not-found`. */
async function photographChart(services: StationServices) {
  const { driver, identity } = await services.supervisor.ready('tongue-top');
  const picture = await driver.takePicture({ kind: 'tongue-top' }, () => {}, AbortSignal.timeout(PICTURE_MS));
  const request = { id: randomUUID(), camera: cameraOf(identity), light: LIGHT, nowMs: services.clock.wallMs() };
  const result = await services.analysis.analyse({ type: 'chart', bytes: picture.bytes, request });
  if (result.kind !== 'chart')
    throw new StationError('station/analysis-failed', 'the analysis answered another question');
  return result;
}

function rowOf(
  { id, camera, light, fit, madeAt, expiresAt }: ColourCalibration,
  state: CalibrationRow['state'],
): CalibrationRow {
  return { id, camera, light, fit, madeAt, expiresAt, state };
}
