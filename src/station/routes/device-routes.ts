import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DevicesView, KeepableReading } from '../../domain/device-api.ts';
import type { Measurement } from '../../domain/measurement.ts';
import type { StaffSession } from '../../domain/station-api.ts';
import type { CaptureDesk } from '../capture-desk.ts';
import { keepableReadings, keepReading } from '../keep-reading.ts';
import { assignDriverBody, idParams, keepReadingBody, trialBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireConsentedVisit, requireStaff } from '../who-is-asking.ts';

/** The devices of the station: what is plugged in, which driver is on it, starting, stopping, keeping a reading. */
export function registerDeviceRoutes(app: FastifyInstance, services: StationServices, desk: CaptureDesk): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const { devices } = services;
  const params = { schema: { params: idParams } };
  const audit = (staff: StaffSession, action: string, kind: string, id: string) =>
    services.audit.append({ actorId: staff.accountId, role: staff.role, action, subject: { kind, id } });

  typed.get('/api/clinic/devices', async (request): Promise<DevicesView> => {
    await requireStaff(services, request);
    return devices.view();
  });

  typed.post('/api/clinic/devices/scan', async (request): Promise<DevicesView> => {
    await requireStaff(services, request);
    await devices.rescan(true);
    return devices.view();
  });

  typed.put(
    '/api/clinic/devices/:id/driver',
    { schema: { params: idParams, body: assignDriverBody } },
    async (request): Promise<DevicesView> => {
      const staff = await requireStaff(services, request);
      await devices.assign(request.params.id, request.body.driver);
      await audit(staff, `device.assign-${request.body.driver}`, 'device', request.params.id);
      return devices.view();
    },
  );

  typed.post('/api/clinic/devices/:id/measure', params, async (request) => {
    const staff = await requireStaff(services, request);
    devices.run(request.params.id);
    await audit(staff, 'device.measure', 'device', request.params.id);
    return { measuring: true };
  });

  typed.post('/api/clinic/devices/:id/trial', { schema: { params: idParams, body: trialBody } }, async (request) => {
    const staff = await requireStaff(services, request);
    // Between two steps of a capture an instrument looks free.
    if (desk.running !== null) throw new StationError('station/capture-running', 'a capture is running');
    devices.tryOut(request.params.id, request.body.kind);
    await audit(staff, `device.try-${request.body.kind}`, 'device', request.params.id);
    return { trying: true };
  });

  typed.post('/api/clinic/devices/:id/cancel', params, async (request) => {
    await requireStaff(services, request);
    await devices.cancel(request.params.id);
    return { cancelled: true };
  });

  typed.get('/api/clinic/visits/:id/readings', params, async (request): Promise<readonly KeepableReading[]> => {
    await requireStaff(services, request);
    return keepableReadings(services, await visitOf(services, request.params.id));
  });

  typed.post(
    '/api/clinic/visits/:id/readings',
    { schema: { params: idParams, body: keepReadingBody } },
    async (request): Promise<Measurement> => {
      const staff = await requireStaff(services, request);
      const visit = await visitOf(services, request.params.id);
      const kept = await keepReading(services, visit, request.body, staff.accountId);
      await audit(staff, 'measurement.keep-reading', 'measurement', kept.id);
      return kept;
    },
  );

  typed.get('/api/visit/readings', async (request): Promise<readonly KeepableReading[]> => {
    return keepableReadings(services, await requireConsentedVisit(services, request));
  });

  typed.post('/api/visit/readings', { schema: { body: keepReadingBody } }, async (request) => {
    return keepForResident(services, request, request.body);
  });
}

async function keepForResident(
  services: StationServices,
  request: FastifyRequest,
  body: Parameters<typeof keepReading>[2],
): Promise<Measurement> {
  const visit = await requireConsentedVisit(services, request);
  const kept = await keepReading(services, visit, body, visit.operatorId);
  await services.audit.append({
    actorId: visit.residentId,
    role: 'resident',
    action: 'measurement.keep-reading',
    subject: { kind: 'measurement', id: kept.id },
  });
  return kept;
}

async function visitOf(services: StationServices, visitId: string) {
  const visit = await services.visits.get(visitId);
  if (visit === null) throw new StationError('station/not-found', 'no such visit');
  return visit;
}
