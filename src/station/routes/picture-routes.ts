import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { type EarlierPicturesAnswer, latestPictures } from '../../domain/picture-comparison.ts';
import type { PictureModelState } from '../../domain/picture-model-state.ts';
import { idParams } from '../schemas.ts';
import type { StationServices } from '../services.ts';
import { StationError } from '../station-error.ts';
import { requireStaff } from '../who-is-asking.ts';

/** How far back a picture to compare with is sought. */
const EARLIER_VISITS = 10;

/** What the workbench shows beside pictures: those of earlier visits, and the models that read them. */
export function registerPictureRoutes(app: FastifyInstance, services: StationServices): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();

  /** The latest earlier picture of each kind of the same resident; every visit it is read from is audited as such. */
  typed.get(
    '/api/clinic/visits/:id/earlier-pictures',
    { schema: { params: idParams } },
    async (request): Promise<EarlierPicturesAnswer> => {
      const staff = await requireStaff(services, request);
      const visit = await services.visits.get(request.params.id);
      if (visit === null) throw new StationError('station/not-found', 'no such visit');
      const before = await services.visits.completedBefore(visit.residentId, visit.startedAt, EARLIER_VISITS);
      const earlier = latestPictures(before);
      const read = new Set(Object.values(earlier).flatMap((picture) => picture?.visitId ?? []));
      for (const id of read) {
        const { accountId: actorId, role } = staff;
        await services.audit.append({ actorId, role, action: 'visit.read', subject: { kind: 'visit', id } });
      }
      return { earlier };
    },
  );

  typed.get('/api/clinic/models', async (request): Promise<readonly PictureModelState[]> => {
    await requireStaff(services, request);
    return services.analysis.models();
  });
}
