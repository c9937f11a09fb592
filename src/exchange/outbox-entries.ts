import type { PhysicianOpinion } from '../domain/physician-opinion.ts';
import type { NewOutboxEntry } from '../records/outbox.ts';
import { canonicalJson } from './canonical-json.ts';
import { opinionObservation } from './fhir/opinion-observation.ts';
import type { VisitExchange } from './fhir/visit-context.ts';
import { visitToBundle } from './fhir/visit-to-bundle.ts';

/**
 * What a completed visit queues: its Bundle, as the exact text to send, then one entry per capture.
 * Throws `ExchangeError` `exchange/visit-not-complete`.
 */
export function outboxEntries(exchange: VisitExchange): readonly NewOutboxEntry[] {
  const { visit, resident } = exchange;
  const common = { visitId: visit.id, residentId: resident.id };
  return [
    { ...common, kind: 'record', captureId: null, payload: canonicalJson(visitToBundle(exchange)) },
    ...visit.captures.map(({ id }) => ({ ...common, kind: 'picture' as const, captureId: id, payload: '' })),
  ];
}

/** What a physician's opinion queues: its Observation, as the exact text to send. */
export function opinionEntry(opinion: PhysicianOpinion, residentId: string): NewOutboxEntry {
  const payload = canonicalJson(opinionObservation(opinion, residentId));
  return { kind: 'opinion', visitId: opinion.visitId, residentId, captureId: null, payload };
}
