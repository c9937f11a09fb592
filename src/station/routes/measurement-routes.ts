import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Measurement } from '../../domain/measurement.ts';
import type { MeasurementRequest } from '../../domain/station-api.ts';
import { keepMeasurement } from '../keep-measurement.ts';
import { idParams, measurementBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { requireStaff } from '../who-is-asking.ts';

/** Values that staff read off a scale, a tape or a meter: the account that entered them is their source. */
export function registerMeasurementRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const schema = { params: idParams, body: measurementBody };

  typed.post('/api/clinic/visits/:id/measurements', { schema }, async (request): Promise<Measurement> => {
    const staff = await requireStaff(services, request);
    const { confirmed, ...entered } = request.body as MeasurementRequest;
    const measurement = {
      ...entered,
      provenance: {
        origin: 'manual',
        nature: 'live',
        instrument: null,
        operatorId: staff.accountId,
        capturedAt: new Date(services.clock.wallMs()).toISOString(),
      },
    } as const;
    const kept = await keepMeasurement(services, request.params.id, measurement, confirmed);
    await services.audit.append({
      actorId: staff.accountId,
      role: staff.role,
      action: entered.replaces === null ? 'measurement.enter' : 'measurement.correct',
      subject: { kind: 'measurement', id: kept.id },
    });
    return kept;
  });
}
