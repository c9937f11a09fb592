import type { Clock } from '../domain/clock.ts';
import type { PhysicianOpinions } from '../records/physician-opinions.ts';
import type { VersionedDocuments } from '../records/versioned-documents.ts';
import type { Visits } from '../records/visits.ts';
import { type EvidenceTable, parseEvidence, publishedEvidence } from '../synthesis/evidence-table.ts';
import { readSigns } from '../synthesis/read-signs.ts';
import { type ConfirmedCase, type RefitOutcome, refitEvidence } from '../synthesis/refit-evidence.ts';

/** The county's evidence for 四诊合参: refitted from what its physicians confirmed, versioned, sent to its stations. */
export interface EvidenceDesk {
  /** Null while the published table is in force. */
  current(): Promise<EvidenceTable | null>;
  /** Refits now; a new table is kept only where it predicts cases it never saw better than the one it starts from. */
  refit(): Promise<RefitOutcome>;
}

export interface EvidenceDeskOptions {
  readonly documents: VersionedDocuments;
  readonly opinions: PhysicianOpinions;
  readonly visits: Visits;
  readonly region: string;
  readonly clock: Clock;
}

export function createEvidenceDesk(options: EvidenceDeskOptions): EvidenceDesk {
  const { documents, region, clock } = options;
  const current = async (): Promise<EvidenceTable | null> => {
    const kept = await documents.latest();
    return kept === null ? null : parseEvidence(JSON.parse(kept.document));
  };
  return {
    current,
    async refit() {
      const computedAt = new Date(clock.wallMs()).toISOString();
      const version = `${region}-${computedAt.replaceAll(/[-:]|\.\d+/g, '')}`;
      const cases = await confirmedCases(options);
      // Always from the published values: a table refitted from its own last state would count the same cases twice.
      const outcome = refitEvidence(cases, publishedEvidence(), { version, region, computedAt });
      if (outcome.kind === 'refitted')
        await documents.add({ version, computedAt, document: JSON.stringify(outcome.table) });
      return outcome;
    },
  };
}

/** In the order of visit ids, which is the order in time: the folds of the held-out check follow from it. */
async function confirmedCases({ opinions, visits }: EvidenceDeskOptions): Promise<readonly ConfirmedCase[]> {
  const confirmed = [...(await opinions.confirmedVisits())].sort((p, q) => (p.visitId < q.visitId ? -1 : 1));
  const cases: ConfirmedCase[] = [];
  for (const { visitId, confirmed: constitutions, signs } of confirmed) {
    const visit = await visits.get(visitId);
    // What a simulator showed says nothing of people.
    if (visit === null || visit.captures.some(({ provenance }) => provenance.nature !== 'live')) continue;
    cases.push({ signs: readSigns(visit.findings, signs).values, confirmed: constitutions });
  }
  return cases;
}
