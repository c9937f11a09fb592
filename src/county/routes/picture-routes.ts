import type { FastifyInstance } from 'fastify';
import type { CountyEarlierPictures } from '../../domain/county-api.ts';
import { latestPictures } from '../../domain/picture-comparison.ts';
import { CountyError } from '../county-error.ts';
import type { CountyServices } from '../services.ts';
import { READERS, requireRole } from '../who-is-asking.ts';

/** How far back a picture to compare with is sought. */
const EARLIER_VISITS = 10;

interface ById {
  readonly Params: { readonly id: string };
}

/** The latest earlier picture of each kind of the same resident; every visit it is read from is audited as such. */
export function registerPictureRoutes(app: FastifyInstance, services: CountyServices): void {
  const { audit, captures, visits } = services;

  app.get<ById>('/api/visits/:id/earlier-pictures', async (request): Promise<CountyEarlierPictures> => {
    const session = await requireRole(services, request, READERS);
    const visit = await visits.get(request.params.id);
    if (visit === null) throw new CountyError('county/not-found', 'no such visit');
    const earlier = latestPictures(await visits.completedBefore(visit.residentId, visit.startedAt, EARLIER_VISITS));
    const read = new Set(Object.values(earlier).flatMap((picture) => picture?.visitId ?? []));
    const received: string[] = [];
    for (const id of read) {
      const subject = { kind: 'visit', id };
      await audit.append({ actorId: session.accountId, role: session.role, action: 'visit.read', subject });
      received.push(...(await captures.received(id)));
    }
    return { earlier, received };
  });
}
