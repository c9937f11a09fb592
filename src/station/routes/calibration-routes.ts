import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { CalibrationState, KeptCalibration } from '../../domain/colour-calibration.ts';
import { PICTURE_KINDS } from '../../domain/picture.ts';
import type {
  CalibrationCamera,
  CalibrationRow,
  CalibrationsView,
  NewCalibrationResult,
  StaffSession,
} from '../../domain/station-api.ts';
import type { CaptureDesk } from '../capture-desk.ts';
import { cameraOf, type ListedCalibration } from '../colour-calibrations.ts';
import { calibrationBody, driftCheckBody, lightBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireStaff } from '../who-is-asking.ts';

/** Colour calibration by the doctor: the chart is held where tongues are held, photographed, read and kept, and looked at again. */
export function registerCalibrationRoutes(app: FastifyInstance, services: StationServices, desk: CaptureDesk): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const { calibrations, calibrationDesk } = services;
  const audit = (staff: StaffSession, action: string, id: string | null) =>
    services.audit.append({
      actorId: staff.accountId,
      role: staff.role,
      action,
      subject: id === null ? null : { kind: 'calibration', id },
    });
  const view = async (): Promise<CalibrationsView> => ({
    calibrations: (await calibrations.list()).map(rowOf),
    cameras: await camerasOf(services),
  });
  const requireFree = async (): Promise<void> => {
    if (desk.running !== null) throw new StationError('station/capture-running', 'a capture is running');
    await services.devices.endTrials();
  };

  typed.get('/api/clinic/calibrations', async (request): Promise<CalibrationsView> => {
    await requireStaff(services, request);
    return view();
  });

  typed.post(
    '/api/clinic/calibrations',
    { schema: { body: calibrationBody } },
    async (request): Promise<NewCalibrationResult> => {
      const staff = await requireStaff(services, request);
      await requireFree();
      const { part, light } = request.body;
      const { calibration, state, leftOut } = await calibrationDesk.calibrate(part, light);
      const isKept = state === 'valid';
      await audit(staff, isKept ? 'calibration.keep' : 'calibration.refuse', calibration.id);
      return { kept: isKept, calibration: rowOf({ calibration, state, inUse: isKept }), leftOut };
    },
  );

  typed.post(
    '/api/clinic/calibrations/check',
    { schema: { body: driftCheckBody } },
    async (request): Promise<CalibrationRow> => {
      const staff = await requireStaff(services, request);
      await requireFree();
      const { id } = await calibrationDesk.check(request.body.part, request.body.by);
      await audit(staff, 'calibration.check', id);
      const row = (await view()).calibrations.find((one) => one.id === id);
      if (row === undefined) throw new StationError('station/no-calibration', 'the calibration was replaced meanwhile');
      return row;
    },
  );

  typed.put(
    '/api/clinic/calibrations/light',
    { schema: { body: lightBody } },
    async (request): Promise<CalibrationsView> => {
      const staff = await requireStaff(services, request);
      const { camera, light } = request.body;
      await calibrations.useLight(camera, light);
      await audit(staff, `calibration.light.${light}`, null);
      return view();
    },
  );
}

function rowOf({ calibration, state, inUse }: Omit<ListedCalibration, 'state'> & { state: CalibrationState }) {
  const { id, camera, light, fit, madeAt, expiresAt, reference, lastCheck }: KeptCalibration = calibration;
  const row: CalibrationRow = {
    id,
    camera,
    light,
    fit,
    madeAt,
    expiresAt,
    state,
    inUse,
    lastCheck,
    hasReference: reference !== null,
  };
  return row;
}

/** The cameras that are there, each with the pictures it takes. */
async function camerasOf({ supervisor, calibrations }: StationServices): Promise<readonly CalibrationCamera[]> {
  const cameras = new Map<string, CalibrationCamera>();
  for (const part of PICTURE_KINDS) {
    const identity = supervisor.identityOf(part);
    if (identity === null) continue;
    const camera = cameraOf(identity);
    const known = cameras.get(camera);
    cameras.set(camera, {
      camera,
      name: `${identity.maker} ${identity.model}`,
      nature: identity.nature,
      parts: [...(known?.parts ?? []), part],
      light: await calibrations.lightOf(camera),
    });
  }
  return [...cameras.values()];
}
