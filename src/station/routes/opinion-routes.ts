import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { PhysicianOpinion } from '../../domain/physician-opinion.ts';
import type { OpinionRequest } from '../../domain/station-api.ts';
import type { Visit } from '../../domain/visit.ts';
import { opinionEntry } from '../../exchange/outbox-entries.ts';
import { idParams, opinionBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireStaff } from '../who-is-asking.ts';

/** What the physician saw and confirms of a completed visit: recorded beside the verdict, sent to the county, audited. */
export function registerOpinionRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();

  typed.post(
    '/api/clinic/visits/:id/opinions',
    { schema: { params: idParams, body: opinionBody } },
    async (request, reply): Promise<PhysicianOpinion> => {
      const staff = await requireStaff(services, request);
      const visit = await services.visits.get(request.params.id);
      if (visit === null) throw new StationError('station/not-found', 'no such visit');
      const given = request.body as OpinionRequest;
      requireReason(visit, given);
      const { constitution, findings } = visit;
      const synthesis =
        constitution === null ? null : await services.synthesis.synthesise(constitution, findings, given.signs);
      const { signs, confirmed } = given;
      const opinion = await services.opinions.add(
        { visitId: visit.id, physicianId: staff.accountId, signs, confirmed, synthesis },
        (added, residentId) => [opinionEntry(added, residentId)],
      );
      await services.audit.append({
        actorId: staff.accountId,
        role: staff.role,
        action: 'opinion.add',
        subject: { kind: 'visit', id: visit.id },
      });
      services.county.wake();
      reply.status(201);
      return opinion;
    },
  );
}

/** Whoever confirms something else than the answers show says why; the verdict itself stays as it is. */
function requireReason({ constitution }: Visit, { confirmed }: OpinionRequest): void {
  if (confirmed === null || confirmed.reason.trim() !== '') return;
  const shown = (constitution?.scales ?? []).filter(({ verdict }) => verdict !== 'no').map(({ id }) => id);
  const differs = confirmed.constitutions.some((one) => !shown.includes(one));
  if (differs) throw new StationError('station/reason-needed', 'the verdict of the answers is another');
}
