import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { readCountySummary } from '../../records/county-summary.ts';
import type { CountyServices } from '../services.ts';
import { READERS, requireRole } from '../who-is-asking.ts';

const AuditQuery = Type.Object({
  subject: Type.Optional(Type.String({ maxLength: 128 })),
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
});
const CodeRequest = Type.Object({ clinicName: Type.String({ minLength: 1, maxLength: 200 }) });
interface ById {
  readonly Params: { readonly id: string };
}

/** All of China keeps Beijing time (UTC+8, no summer time). */
const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** Counts and stations for everybody; enrolment, revocation and audit for administrators. */
export function registerOverviewRoutes(app: FastifyInstance, services: CountyServices): void {
  const { audit, enrolment, stations } = services;

  app.get('/api/stations', async (request) => {
    await requireRole(services, request, READERS);
    return stations.list();
  });

  app.get('/api/summary', async (request) => {
    await requireRole(services, request, READERS);
    return readCountySummary(services.db, chinaDay(services.clock.wallMs()));
  });

  app.get('/api/norms', async (request, reply) => {
    await requireRole(services, request, READERS);
    const norms = await services.norms.current();
    return norms === null ? reply.status(204).send() : norms;
  });

  app.post('/api/norms', async (request, reply) => {
    const { accountId, role } = await requireRole(services, request, ['administrator']);
    const norms = await services.norms.recompute();
    await audit.append({ actorId: accountId, role, action: 'norms.compute', subject: null });
    return norms === null ? reply.status(204).send() : norms;
  });

  app.get('/api/evidence', async (request, reply) => {
    await requireRole(services, request, READERS);
    const table = await services.evidence.current();
    return table === null ? reply.status(204).send() : table;
  });

  /** Refits the evidence of 四诊合参 from confirmed cases; the outcome says what was kept and how it did unseen. */
  app.post('/api/evidence', async (request) => {
    const { accountId, role } = await requireRole(services, request, ['administrator']);
    const outcome = await services.evidence.refit();
    await audit.append({ actorId: accountId, role, action: 'evidence.refit', subject: null });
    return outcome;
  });

  app.get<{ Querystring: Static<typeof AuditQuery> }>(
    '/api/audit',
    { schema: { querystring: AuditQuery } },
    async (request) => {
      await requireRole(services, request, ['administrator']);
      const { subject, before, limit } = request.query;
      return audit.list({
        ...(subject === undefined ? {} : { subjectId: subject }),
        ...(before === undefined ? {} : { beforeSequence: before }),
        ...(limit === undefined ? {} : { limit }),
      });
    },
  );

  app.post<{ Body: Static<typeof CodeRequest> }>(
    '/api/enrolment-codes',
    { schema: { body: CodeRequest } },
    async (request, reply) => {
      const { accountId, role } = await requireRole(services, request, ['administrator']);
      const issued = await enrolment.issueCode(request.body.clinicName);
      await audit.append({ actorId: accountId, role, action: 'enrolment-code.issue', subject: null });
      return reply.status(201).send(issued);
    },
  );

  app.post<ById>('/api/stations/:id/revoke', async (request, reply) => {
    const { accountId, role } = await requireRole(services, request, ['administrator']);
    const subject = { kind: 'station', id: request.params.id };
    await audit.append({ actorId: accountId, role, action: 'station.revoke', subject });
    await stations.revoke(request.params.id);
    return reply.status(204).send();
  });
}

/** The half-open UTC range of the running day in China. */
export function chinaDay(wallMs: number): { readonly dayStart: string; readonly dayEnd: string } {
  const startMs = Math.floor((wallMs + CHINA_OFFSET_MS) / DAY_MS) * DAY_MS - CHINA_OFFSET_MS;
  return { dayStart: new Date(startMs).toISOString(), dayEnd: new Date(startMs + DAY_MS).toISOString() };
}
