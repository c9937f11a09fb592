import type { PhysicianOpinion } from '../domain/physician-opinion.ts';
import { ExchangeError } from '../exchange/exchange-error.ts';
import { opinionFrom } from '../exchange/fhir/opinion-observation.ts';
import type { StationCaller } from './authenticate-station.ts';
import { CountyError } from './county-error.ts';
import type { CountyServices } from './services.ts';

/**
 * Stores a physician's opinion beside the visit it belongs to; true the first time. Throws `county/resource-invalid`,
 * `county/not-found`, `county/other-station`, `records/opinion-conflict`.
 */
export async function receiveOpinion(
  services: CountyServices,
  caller: StationCaller,
  id: string,
  body: Uint8Array,
): Promise<boolean> {
  const opinion = readOpinion(body);
  if (opinion.id !== id) throw new CountyError('county/resource-invalid', 'the resource carries another id');
  const visit = await services.visits.get(opinion.visitId);
  if (visit === null) throw new CountyError('county/not-found', 'the visit was not received');
  if (visit.stationId !== caller.stationId) {
    throw new CountyError('county/other-station', 'the visit belongs to another station');
  }
  const isNew = await services.opinions.receive(opinion);
  await services.audit.append({
    actorId: caller.stationId,
    role: 'station',
    action: isNew ? 'opinion.receive' : 'opinion.receive-again',
    subject: { kind: 'visit', id: visit.id },
  });
  return isNew;
}

function readOpinion(body: Uint8Array): PhysicianOpinion {
  try {
    return opinionFrom(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch (error) {
    if (!(error instanceof ExchangeError || error instanceof SyntaxError || error instanceof TypeError)) throw error;
    throw new CountyError('county/resource-invalid', 'the body is no opinion of the profile', {}, error);
  }
}
