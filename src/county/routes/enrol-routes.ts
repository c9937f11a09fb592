import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { CountyServices } from '../services.ts';

const Enrol = Type.Object({
  code: Type.String({ minLength: 8, maxLength: 40 }),
  stationId: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' }),
  clinicName: Type.String({ minLength: 1, maxLength: 200 }),
  publicKeyPem: Type.String({ minLength: 50, maxLength: 1_000 }),
});

/** The only door without a signature or a session: a code that an administrator issued opens it once. */
export function registerEnrolRoutes(app: FastifyInstance, services: CountyServices): void {
  const config = { rateLimit: { max: 10, timeWindow: '1 minute' } };
  app.post<{ Body: Static<typeof Enrol> }>('/enrol', { schema: { body: Enrol }, config }, async (request) => {
    const enrolled = await services.enrolment.enrol(request.body);
    const { stationId } = request.body;
    const subject = { kind: 'station', id: stationId };
    await services.audit.append({ actorId: stationId, role: 'station', action: 'station.enrol', subject });
    return { stationId, ...enrolled };
  });
}
