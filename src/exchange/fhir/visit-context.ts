import type { Resident } from '../../domain/resident.ts';
import type { Visit } from '../../domain/visit.ts';
import { referTo } from './elements.ts';
import { resourceId } from './resource-ids.ts';
import type { Reference } from './schema.ts';

/** Where a visit was taken, as written into its Bundle. */
export interface ExchangeStation {
  readonly id: string;
  readonly clinicName: string;
  readonly softwareVersion: string;
}

export interface VisitExchange {
  readonly visit: Visit;
  readonly resident: Resident;
  readonly station: ExchangeStation;
  /** Base64 SHA-1 of each capture's bytes by capture id, for `Attachment.hash` of R4; may lack some. */
  readonly captureSha1Base64?: ReadonlyMap<string, string>;
}

/** What every resource of one visit refers to. Ids depend on nothing but the visit, its people and its places. */
export interface VisitContext extends VisitExchange {
  readonly completedAt: string;
  readonly ids: {
    readonly patient: string;
    readonly encounter: string;
    readonly organization: string;
    readonly location: string;
    readonly stationDevice: string;
    /** Id of a resource of this visit. */
    readonly of: (...role: readonly string[]) => string;
  };
  readonly subject: Reference;
  readonly encounter: Reference;
}

export function visitContext(exchange: VisitExchange, completedAt: string): VisitContext {
  const { visit, resident, station } = exchange;
  const of = (...role: readonly string[]) => resourceId('visit', visit.id, ...role);
  const ids = {
    patient: resourceId('patient', resident.id),
    encounter: of('encounter'),
    organization: resourceId('organization', station.id),
    location: resourceId('location', station.id),
    stationDevice: resourceId('station', station.id, station.softwareVersion),
    of,
  };
  return { ...exchange, completedAt, ids, subject: referTo(ids.patient), encounter: referTo(ids.encounter) };
}
