import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { CaptureDesk } from '../capture-desk.ts';
import { skipCapture } from '../capture-findings.ts';
import { captureParams, skipBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireConsentedVisit, requireVisit } from '../who-is-asking.ts';

/** Starting, triggering, cancelling and skipping captures; their progress runs over `/api/live`. */
export function registerCaptureRoutes(app: FastifyInstance, services: StationServices, desk: CaptureDesk): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const schema = { params: captureParams };

  typed.post('/api/visit/captures/:kind/start', { schema }, async (request, reply) => {
    const visit = await requireConsentedVisit(services, request);
    if (visit.status !== 'in-progress') throw new StationError('station/no-visit', 'the visit is closed');
    const isPicture = !request.params.kind.startsWith('pulse');
    if (isPicture && visit.consent?.pictures !== true) {
      throw new StationError('station/pictures-declined', 'pictures were declined');
    }
    await desk.start(visit.id, request.params.kind, visit.operatorId);
    return reply.status(202).send({ started: true });
  });

  typed.post('/api/visit/captures/:kind/shoot', { schema }, async (request) => {
    const visit = await requireVisit(services, request);
    desk.shoot(visit.id);
    return { shooting: true };
  });

  typed.post('/api/visit/captures/:kind/cancel', { schema }, async (request) => {
    const visit = await requireVisit(services, request);
    await desk.cancel(visit.id);
    return { cancelled: true };
  });

  typed.post('/api/visit/captures/:kind/skip', { schema: { ...schema, body: skipBody } }, async (request) => {
    const visit = await requireVisit(services, request);
    const { kind } = request.params;
    if (desk.running?.visitId === visit.id && desk.running.kind === kind) await desk.cancel(visit.id);
    await skipCapture(services, visit.id, {
      kind,
      reason: request.body.reason,
      at: new Date(services.clock.wallMs()).toISOString(),
    });
    return { skipped: true };
  });
}
