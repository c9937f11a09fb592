import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { StaffSession, VisitResult, VisitState } from '../../domain/station-api.ts';
import type { Visit } from '../../domain/visit.ts';
import { skipCapture } from '../capture-findings.ts';
import { CONSENT_TEXT_VERSION } from '../consent-text-version.ts';
import { finishVisit, openParts } from '../finish-visit.ts';
import { openMainSheet } from '../inquiry/answering.ts';
import { openVisitOf } from '../kept-visit.ts';
import { consentBody, idParams } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { visitResult, visitState } from '../visit-view.ts';
import { requireStaff } from '../who-is-asking.ts';
import { registerInquiryRoutes } from './inquiry-routes.ts';

/** 医生问诊: the doctor asks and fills in, at the workbench, in the same visit that the screen goes on with. */
export function registerClinicInquiryRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const params = { schema: { params: idParams } };
  const nowIso = (): string => new Date(services.clock.wallMs()).toISOString();
  const audit = (staff: StaffSession, action: string, id: string) =>
    services.audit.append({ actorId: staff.accountId, role: staff.role, action, subject: { kind: 'visit', id } });
  const state = async (visitId: string): Promise<VisitState> =>
    visitState(services, await openVisit(services, visitId), null);

  typed.post('/api/clinic/residents/:id/visit', params, async (request): Promise<VisitState> => {
    const staff = await requireStaff(services, request);
    const resident = await services.residents.get(request.params.id);
    if (resident === null) throw new StationError('station/not-found', 'no such resident');
    const { visit, resumed } = await openVisitOf(services, resident.id, staff.accountId);
    await audit(staff, resumed ? 'visit.resume' : 'visit.start', visit.id);
    return state(visit.id);
  });

  typed.get('/api/clinic/visits/:id/state', params, async (request): Promise<VisitState> => {
    const staff = await requireStaff(services, request);
    const current = await state(request.params.id);
    await audit(staff, 'visit.read', current.visitId);
    return current;
  });

  typed.put(
    '/api/clinic/visits/:id/consent',
    { schema: { params: idParams, body: consentBody } },
    async (request): Promise<VisitState> => {
      const staff = await requireStaff(services, request);
      const visit = await openVisit(services, request.params.id);
      await services.visits.saveConsent(visit.id, {
        ...request.body,
        givenAt: nowIso(),
        textVersion: CONSENT_TEXT_VERSION,
        method: 'staff-witnessed',
      });
      await audit(staff, 'visit.consent', visit.id);
      if (request.body.healthData) await openMainSheet(services, await openVisit(services, visit.id), 'staff');
      return state(visit.id);
    },
  );

  /** Ends a visit at the workbench; what was not examined is left out by the doctor's decision. */
  typed.post('/api/clinic/visits/:id/complete', params, async (request): Promise<VisitResult> => {
    const staff = await requireStaff(services, request);
    const visit = await openVisit(services, request.params.id);
    if (visit.consent?.healthData !== true) throw new StationError('station/consent-missing', 'consent comes first');
    for (const kind of openParts(visit)) {
      await skipCapture(services, visit.id, { kind, reason: 'staff-decision', at: nowIso() });
    }
    const complete = await finishVisit(services, await openVisit(services, visit.id));
    await audit(staff, 'visit.complete', visit.id);
    return visitResult(services, complete, true);
  });

  registerInquiryRoutes(app, services, {
    base: '/api/clinic/visits/:id',
    asker: 'staff',
    visit: async (request: FastifyRequest) => {
      await requireStaff(services, request);
      const visit = await openVisit(services, (request.params as { readonly id: string }).id);
      if (visit.consent?.healthData !== true) throw new StationError('station/consent-missing', 'consent comes first');
      return visit;
    },
  });
}

async function openVisit(services: StationServices, visitId: string): Promise<Visit> {
  const visit = await services.visits.get(visitId);
  if (visit === null) throw new StationError('station/not-found', 'no such visit');
  return visit;
}
