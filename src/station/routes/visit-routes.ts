import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { PICTURE_KINDS } from '../../domain/picture.ts';
import type { Visit } from '../../domain/visit.ts';
import type { CaptureDesk } from '../capture-desk.ts';
import { skipCapture } from '../capture-findings.ts';
import { CONSENT_TEXT_VERSION } from '../consent-text-version.ts';
import { cookieOf, VISIT_COOKIE } from '../cookies.ts';
import { finishVisit } from '../finish-visit.ts';
import { openMainSheet } from '../inquiry/answering.ts';
import { consentBody, idParams, leaveBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { visitResult, visitState } from '../visit-view.ts';
import { requireConsentedVisit, requireVisit, staffOf } from '../who-is-asking.ts';

const runningKind = (desk: CaptureDesk, visit: Visit) =>
  desk.running?.visitId === visit.id ? desk.running.kind : null;

/** Pictures taken before the resident changed their mind go with the consent. */
async function dropPictures(services: StationServices, visit: Visit, at: string): Promise<void> {
  const taken = visit.captures.filter((capture) => PICTURE_KINDS.some((kind) => kind === capture.kind));
  for (const { kind } of taken) await skipCapture(services, visit.id, { kind, reason: 'no-consent', at });
}

/** The resident's own visit: consent, answers, result, leaving. */
export function registerVisitRoutes(app: FastifyInstance, services: StationServices, desk: CaptureDesk): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const nowIso = (): string => new Date(services.clock.wallMs()).toISOString();

  typed.get('/api/visit', async (request) => {
    const visit = await requireVisit(services, request);
    return visitState(services, visit, runningKind(desk, visit));
  });

  typed.put('/api/visit/consent', { schema: { body: consentBody } }, async (request) => {
    const visit = await requireVisit(services, request);
    const staff = await staffOf(services, request);
    const { healthData, pictures } = request.body;
    await services.visits.saveConsent(visit.id, {
      healthData,
      pictures,
      givenAt: nowIso(),
      textVersion: CONSENT_TEXT_VERSION,
      method: staff === null ? 'touch' : 'staff-witnessed',
    });
    if (!pictures) await dropPictures(services, visit, nowIso());
    if (healthData) await openMainSheet(services, await requireVisit(services, request), 'resident');
    return visitState(services, await requireVisit(services, request), null);
  });

  typed.post('/api/visit/complete', async (request) => {
    const visit = await requireConsentedVisit(services, request);
    if (visit.status === 'complete') return visitResult(services, visit, false);
    if (desk.running?.visitId === visit.id) throw new StationError('station/capture-running', 'a capture is running');
    const complete = await finishVisit(services, visit);
    await services.audit.append({
      actorId: visit.operatorId ?? visit.residentId,
      role: visit.operatorId === null ? 'resident' : 'doctor',
      action: 'visit.complete',
      subject: { kind: 'visit', id: visit.id },
    });
    return visitResult(services, complete, false);
  });

  typed.get('/api/visit/result', async (request) => {
    const visit = await requireVisit(services, request);
    return visitResult(services, visit, false);
  });

  typed.get('/api/visit/captures/:id/picture', { schema: { params: idParams } }, async (request, reply) => {
    const visit = await requireVisit(services, request);
    const capture = await services.captures.get(request.params.id);
    if (
      capture === null ||
      capture.visitId !== visit.id ||
      capture.bytes === null ||
      !capture.record.mediaType.startsWith('image/')
    ) {
      throw new StationError('station/not-found', 'no such picture');
    }
    return reply.type(capture.record.mediaType).header('cache-control', 'no-store').send(Buffer.from(capture.bytes));
  });

  /** Ends the resident's hold on this screen; an unfinished visit waits for a while, unless the resident says no. */
  typed.post('/api/visit/leave', { schema: { body: leaveBody } }, async (request, reply) => {
    const token = cookieOf(request, VISIT_COOKIE);
    const visitId = await services.tokens.resolve(token);
    if (token !== undefined && visitId !== null) {
      if (desk.running?.visitId === visitId) await desk.cancel(visitId);
      const visit = await services.visits.get(visitId);
      const keeps = request.body?.keep === true && visit?.consent?.healthData === true;
      if (visit?.status === 'in-progress' && !keeps) await services.visits.abandon(visitId);
      await services.tokens.revoke(token);
    }
    reply.clearCookie(VISIT_COOKIE, { path: '/' });
    return reply.header('clear-site-data', '"cache", "storage"').send({ left: true });
  });
}
