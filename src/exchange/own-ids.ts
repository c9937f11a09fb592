import type { ExchangedVisit } from './fhir/bundle-to-visit.ts';

/** Ids stand in audit entries and addresses; ours are UUIDs (RFC 9562) in lower case. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True when the visit, its resident and its captures carry ids of our form. */
export function hasOwnIds({ visit, resident }: Pick<ExchangedVisit, 'visit' | 'resident'>): boolean {
  return [visit.id, resident.id, ...visit.captures.map(({ id }) => id)].every((id) => ID.test(id));
}
