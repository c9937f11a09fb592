import type { ResidentHistory, VisitChange } from '../domain/change.ts';
import type { Clock } from '../domain/clock.ts';
import type { Visit } from '../domain/visit.ts';
import { inquiryNotes } from '../inquiry/inquiry-notes.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { createInterventions } from '../records/interventions.ts';
import { completedVisits } from '../records/visit-history.ts';
import { createVisits } from '../records/visits.ts';
import { findRepeats } from '../synthesis/change/repeats.ts';
import { type ConfiguredRetests, retestsOf } from '../synthesis/change/retests.ts';
import { NO_RETESTS, type Retests, visitChange, visitToCompare } from '../synthesis/change/visit-change.ts';
import { today } from './today.ts';

/** What changed between visits of a resident, by the limits in force at this station. */
export interface ChangeDesk {
  /** Since the latest earlier visit that may be compared; null for a first visit or one in progress. */
  since(visit: Visit): Promise<VisitChange | null>;
  history(residentId: string): Promise<ResidentHistory>;
}

/** A chart of more is not read; ten years of two visits a year. */
const MOST_VISITS = 20;
/** More repeats move a limit by less than a twentieth (1/√(2·200)), and each has to be read whole. */
const MOST_REPEATS = 200;
/** Sorts behind every time that is kept. */
const END_OF_TIME = '9999';

export function createChangeDesk(db: RecordsDatabase, clock: Clock, configured: ConfiguredRetests): ChangeDesk {
  const visits = createVisits(db);
  const interventions = createInterventions(db);
  let known: { readonly day: string; readonly retests: Promise<Retests> } | null = null;

  const readRetests = async (): Promise<Retests> => {
    const found = findRepeats(await completedVisits(db), await interventions.spans());
    const latest = found.toSorted((a, b) => b.second.startedAt.localeCompare(a.second.startedAt));
    const pairs: (readonly [Visit, Visit])[] = [];
    for (const { first, second } of latest.slice(0, MOST_REPEATS)) {
      const [a, b] = [await visits.get(first.visitId), await visits.get(second.visitId)];
      if (a !== null && b !== null) pairs.push([a, b]);
    }
    return retestsOf(pairs, configured);
  };
  /** Limits move slowly: once a day is often enough. */
  const retests = (): Promise<Retests> => {
    const day = today(clock);
    if (known?.day !== day) known = { day, retests: readRetests().catch(() => NO_RETESTS) };
    return known.retests;
  };
  return {
    async since(visit) {
      if (visit.status !== 'complete') return null;
      const earlier = visitToCompare(
        visit,
        await visits.completedBefore(visit.residentId, visit.startedAt, MOST_VISITS),
      );
      return earlier === null ? null : visitChange(earlier, visit, await retests());
    },
    async history(residentId) {
      const latestFirst = await visits.completedBefore(residentId, END_OF_TIME, MOST_VISITS);
      const inForce = await retests();
      const rows = latestFirst.map((visit, at) => {
        const earlier = visitToCompare(visit, latestFirst.slice(at + 1));
        return {
          visitId: visit.id,
          startedAt: visit.startedAt,
          questionnaire: visit.constitution?.questionnaire ?? null,
          version: visit.constitution?.version ?? null,
          scales: visit.constitution?.scales ?? [],
          notes: inquiryNotes(visit),
          change: earlier === null ? null : visitChange(earlier, visit, inForce),
        };
      });
      return { visits: rows.toReversed(), interventions: await interventions.ofResident(residentId) };
    },
  };
}
