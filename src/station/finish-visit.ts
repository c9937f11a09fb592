import type { Resident } from '../domain/resident.ts';
import { CAPTURE_KINDS, type CaptureKind, type Visit } from '../domain/visit.ts';
import { scoreFurther } from './inquiry/inquiry-view.ts';
import { personIn } from './inquiry/person.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';

/** The parts of a visit that are neither done nor skipped. */
export function openParts(visit: Visit): readonly CaptureKind[] {
  const settled = new Set<CaptureKind>([...visit.captures, ...visit.skipped].map((part) => part.kind));
  return CAPTURE_KINDS.filter((kind) => !settled.has(kind));
}

/**
 * Scores the answers and closes the visit: result, status and outbox in one transaction.
 * Throws `station/consent-missing`, `station/visit-incomplete` (context `kinds`), `inquiry/incomplete-answers` (context `items`).
 */
export async function finishVisit(services: StationServices, visit: Visit): Promise<Visit> {
  if (visit.consent?.healthData !== true) throw new StationError('station/consent-missing', 'no consent');
  const kinds = openParts(visit);
  if (kinds.length > 0) throw new StationError('station/visit-incomplete', 'parts are open', { kinds });
  if (visit.sheet === null)
    throw new StationError('station/visit-incomplete', 'no answers', { kinds: ['questionnaire'] });
  const constitution = await services.inquiry.scoreConstitution(visit.sheet);
  const further = await scoreFurther(services, visit, await personIn(services, visit));
  const synthesis = await services.synthesis.synthesise(constitution, visit.findings);
  const completedAt = new Date(services.clock.wallMs()).toISOString();
  const complete = await services.visits.complete(
    visit.id,
    { findings: visit.findings, constitution, completedAt, further, synthesis },
    (closed: Visit, resident: Resident) => services.toOutbox(closed, resident),
  );
  services.county.wake();
  return complete;
}
