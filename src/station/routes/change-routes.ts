import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { ResidentHistory } from '../../domain/change.ts';
import type { Intervention, InterventionRequest } from '../../domain/intervention.ts';
import type { StaffSession } from '../../domain/station-api.ts';
import { idParams, interventionBody } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireStaff } from '../who-is-asking.ts';

/** A resident's visits side by side, and what was done in between; every look and every entry is audited. */
export function registerChangeRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const audit = (staff: StaffSession, action: string, kind: string, id: string) =>
    services.audit.append({ actorId: staff.accountId, role: staff.role, action, subject: { kind, id } });

  typed.get(
    '/api/clinic/residents/:id/history',
    { schema: { params: idParams } },
    async (request): Promise<ResidentHistory> => {
      const staff = await requireStaff(services, request);
      await requireResident(services, request.params.id);
      await audit(staff, 'resident.history', 'resident', request.params.id);
      return services.change.history(request.params.id);
    },
  );

  typed.post(
    '/api/clinic/residents/:id/interventions',
    { schema: { params: idParams, body: interventionBody } },
    async (request, reply): Promise<Intervention> => {
      const staff = await requireStaff(services, request);
      await requireResident(services, request.params.id);
      const given = request.body as InterventionRequest;
      requireDays(given);
      const added = await services.interventions.add({
        ...given,
        what: given.what.trim(),
        residentId: request.params.id,
        recordedBy: staff.accountId,
      });
      await audit(staff, 'intervention.add', 'resident', request.params.id);
      reply.status(201);
      return added;
    },
  );

  typed.post('/api/clinic/interventions/:id/withdraw', { schema: { params: idParams } }, async (request) => {
    const staff = await requireStaff(services, request);
    await services.interventions.withdraw(request.params.id, staff.accountId);
    await audit(staff, 'intervention.withdraw', 'intervention', request.params.id);
    return {};
  });
}

async function requireResident(services: StationServices, id: string): Promise<void> {
  if ((await services.residents.get(id)) === null) throw new StationError('station/not-found', 'no such resident');
}

/** Real days, and not ending before they began. */
function requireDays({ from, to }: InterventionRequest): void {
  const days = to === null ? [from] : [from, to];
  const real = days.every((day) => new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true);
  if (!real || (to !== null && to < from)) throw new StationError('station/invalid-request', 'there are no such days');
}
