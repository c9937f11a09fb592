import type { Visit } from '../domain/visit.ts';
import type { StationServices } from './services.ts';

/**
 * How long an unfinished visit waits for its resident: a morning's errand, and no longer, because whoever types this
 * number at the screen in the meantime goes on with it.
 */
const KEPT_MS = 2 * 3_600_000;

export const keptUntil = ({ startedAt }: Pick<Visit, 'startedAt'>): string =>
  new Date(Date.parse(startedAt) + KEPT_MS).toISOString();

/** Goes on with the resident's unfinished visit where there is one, else begins one; what is older is abandoned first. */
export async function openVisitOf(
  services: StationServices,
  residentId: string,
  operatorId: string | null,
): Promise<{ readonly visit: Visit; readonly resumed: boolean }> {
  const oldest = new Date(services.clock.wallMs() - KEPT_MS).toISOString();
  await services.visits.abandonStartedBefore(oldest);
  const kept = await services.visits.findOpen(residentId);
  if (kept !== null && operatorId !== null) await services.visits.attend(kept.id, operatorId);
  const begin = { residentId, stationId: services.station.id, operatorId };
  return { visit: kept ?? (await services.visits.start(begin)), resumed: kept !== null };
}
