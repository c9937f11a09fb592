import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { PackRow } from '../../domain/station-api.ts';
import { packBody, packParams } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireStaff } from '../who-is-asking.ts';

/** A pack of 103 items with norms is some 60 KiB. */
const PACK_LIMIT_BYTES = 1024 * 1024;

/** Licensed packs: an administrator loads them; whose signature counts is set at the command line only. */
export function registerPackRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();

  typed.get('/api/clinic/packs', async (request): Promise<readonly PackRow[]> => {
    await requireStaff(services, request);
    return services.packs.list();
  });

  typed.post(
    '/api/clinic/packs',
    { schema: { body: packBody }, bodyLimit: PACK_LIMIT_BYTES },
    async (request, reply): Promise<PackRow> => {
      const staff = await requireStaff(services, request, ['administrator']);
      const pack = await services.packs.load(request.body.file, staff.accountId);
      const subject = { kind: 'pack', id: pack.id };
      await services.audit.append({ actorId: staff.accountId, role: staff.role, action: 'pack.load', subject });
      reply.status(201);
      return pack;
    },
  );

  typed.delete('/api/clinic/packs/:id/:version', { schema: { params: packParams } }, async (request) => {
    const staff = await requireStaff(services, request, ['administrator']);
    const { id, version } = request.params;
    if (!(await services.packs.remove(id, version))) throw new StationError('station/not-found', 'no such pack');
    const subject = { kind: 'pack', id };
    await services.audit.append({ actorId: staff.accountId, role: staff.role, action: 'pack.remove', subject });
    return { removed: true };
  });
}
