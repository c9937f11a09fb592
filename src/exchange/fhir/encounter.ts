import { referTo, staffReference } from './elements.ts';
import { natureMeta, natureOfVisit } from './nature-tag.ts';
import type { Encounter } from './schema.ts';
import { SYSTEMS } from './systems.ts';
import type { VisitContext } from './visit-context.ts';

export function encounterFrom({ visit, ids, subject, completedAt }: VisitContext): Encounter {
  return {
    resourceType: 'Encounter',
    id: ids.encounter,
    ...natureMeta(natureOfVisit(visit)),
    identifier: [{ system: SYSTEMS.visit, value: visit.id }],
    status: 'finished',
    class: { system: SYSTEMS.actCode, code: 'AMB', display: 'ambulatory' },
    subject,
    ...(visit.operatorId === null ? {} : { participant: [{ individual: staffReference(visit.operatorId) }] }),
    period: { start: visit.startedAt, end: completedAt },
    location: [{ location: referTo(ids.location) }],
    serviceProvider: referTo(ids.organization),
  };
}
