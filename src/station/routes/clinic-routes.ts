import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { type EarlierPulseAnswer, pulseOf } from '../../domain/pulse-comparison.ts';
import type { ResidentListRow, StaffSession, VisitListRow, VisitResult } from '../../domain/station-api.ts';
import { idParams, questionnaireQuery, searchQuery, visitsQuery } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { verifyDocument } from '../verify-document.ts';
import { visitResult } from '../visit-view.ts';
import { requireStaff } from '../who-is-asking.ts';

const DAY_MS = 86_400_000;
/** How far back a pulse to compare with is sought. */
const EARLIER_VISITS = 10;

/** A clinic's day is a day in China; stored times are UTC. */
function startOfDay(day: string): Date {
  const start = new Date(`${day}T00:00:00+08:00`);
  if (Number.isNaN(start.getTime())) throw new StationError('station/invalid-request', 'there is no such day');
  return start;
}

/** The clinic workbench. Every read of a person is written to the audit log. */
export function registerClinicRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const audit = (staff: StaffSession, action: string, kind: string, id: string | null) =>
    services.audit.append({
      actorId: staff.accountId,
      role: staff.role,
      action,
      subject: id === null ? null : { kind, id },
    });

  typed.get(
    '/api/clinic/visits',
    { schema: { querystring: visitsQuery } },
    async (request): Promise<readonly VisitListRow[]> => {
      const staff = await requireStaff(services, request);
      await audit(staff, 'visit.list', 'visit', null);
      const { day } = request.query;
      if (day === undefined) return services.visits.list({});
      const from = startOfDay(day);
      return services.visits.list({ from: from.toISOString(), to: new Date(from.getTime() + DAY_MS).toISOString() });
    },
  );

  typed.get('/api/clinic/visits/:id', { schema: { params: idParams } }, async (request): Promise<VisitResult> => {
    const staff = await requireStaff(services, request);
    const visit = await services.visits.get(request.params.id);
    if (visit === null) throw new StationError('station/not-found', 'no such visit');
    await audit(staff, 'visit.read', 'visit', visit.id);
    return visitResult(services, visit, true);
  });

  /** The latest earlier pulse of the same resident, for the comparison on the visit page; reading it is audited as that visit. */
  typed.get(
    '/api/clinic/visits/:id/earlier-pulse',
    { schema: { params: idParams } },
    async (request): Promise<EarlierPulseAnswer> => {
      const staff = await requireStaff(services, request);
      const visit = await services.visits.get(request.params.id);
      if (visit === null) throw new StationError('station/not-found', 'no such visit');
      const before = await services.visits.completedBefore(visit.residentId, visit.startedAt, EARLIER_VISITS);
      const withPulse = before.find(({ findings }) => Object.keys(findings.pulse).length > 0);
      if (withPulse === undefined) return { earlier: null };
      await audit(staff, 'visit.read', 'visit', withPulse.id);
      return { earlier: pulseOf(withPulse) };
    },
  );

  typed.get('/api/clinic/captures/:id/bytes', { schema: { params: idParams } }, async (request, reply) => {
    const staff = await requireStaff(services, request);
    const capture = await services.captures.get(request.params.id);
    if (capture === null || capture.bytes === null) throw new StationError('station/not-found', 'no such capture');
    await audit(staff, 'capture.read', 'capture', request.params.id);
    return reply.type(capture.record.mediaType).header('cache-control', 'no-store').send(Buffer.from(capture.bytes));
  });

  typed.get(
    '/api/clinic/residents',
    { schema: { querystring: searchQuery } },
    async (request): Promise<readonly ResidentListRow[]> => {
      const staff = await requireStaff(services, request);
      await audit(staff, 'resident.search', 'resident', null);
      return services.residents.search(request.query.q ?? '');
    },
  );

  /** A claim for a resident the doctor has found, so that a visit can be opened without a document. */
  typed.post('/api/clinic/residents/:id/claim', { schema: { params: idParams } }, async (request) => {
    const staff = await requireStaff(services, request);
    const resident = await services.residents.get(request.params.id);
    if (resident === null) throw new StationError('station/not-found', 'no such resident');
    await audit(staff, 'resident.claim', 'resident', resident.id);
    return { claim: services.claims.issue(resident.id) };
  });

  /** The card on the reader clears 证件待核 when it says the same number and name. */
  typed.post('/api/clinic/residents/:id/verify', { schema: { params: idParams } }, async (request) => {
    const staff = await requireStaff(services, request);
    const resident = await services.residents.get(request.params.id);
    if (resident === null) throw new StationError('station/not-found', 'no such resident');
    await verifyDocument(services, resident);
    await audit(staff, 'resident.verify-document', 'resident', resident.id);
    return { verified: true };
  });

  typed.post('/api/clinic/visits/:id/upload', { schema: { params: idParams } }, async (request) => {
    const staff = await requireStaff(services, request);
    await services.outbox.retryVisit(request.params.id);
    await audit(staff, 'visit.upload-again', 'visit', request.params.id);
    services.county.wake();
    return services.outbox.uploadStatus(request.params.id);
  });

  /** The wording of the items, so that answers can be read beside them. */
  typed.get('/api/clinic/questionnaire', { schema: { querystring: questionnaireQuery } }, async (request) => {
    await requireStaff(services, request);
    return services.inquiry.view(request.query.id ?? 'gbt46939-2025', request.query.sex);
  });
}
