import type { Clock } from '../domain/clock.ts';
import { fiveStateOpen } from '../inquiry/five-state-questionnaire.ts';
import { computeLocalNorms, type LocalNorms, readLocalNorms } from '../inquiry/local-norms.ts';
import type { RecordsDatabase } from '../records/database.ts';
import { readNormSheets } from '../records/norm-sheets.ts';
import { createVersionedDocuments } from '../records/versioned-documents.ts';

/** Norms move slowly; reading every sheet once in six hours costs nothing and is soon enough. */
const RECOMPUTE_MS = 6 * 3_600_000;

/** The county's norms of the self-description: computed here from its own residents, versioned, sent to its stations. */
export interface NormsDesk {
  /** The norms in force; computed anew first where the last computation is older than six hours. Null below 300 sheets. */
  current(): Promise<LocalNorms | null>;
  /** Computes now; a new version is made only where a group has changed. */
  recompute(): Promise<LocalNorms | null>;
}

export function createNormsDesk(db: RecordsDatabase, region: string, clock: Clock): NormsDesk {
  const documents = createVersionedDocuments(db, 'local_norms');
  let computedMs = Number.NEGATIVE_INFINITY;

  const latest = async (): Promise<LocalNorms | null> => {
    const kept = await documents.latest();
    return kept === null ? null : readLocalNorms(JSON.parse(kept.document));
  };
  const recompute = async (): Promise<LocalNorms | null> => {
    computedMs = clock.wallMs();
    const before = await latest().catch(() => null);
    const sheets = await readNormSheets(db, fiveStateOpen().version);
    const computedAt = new Date(computedMs).toISOString();
    const norms = computeLocalNorms(sheets, { version: nextVersion(computedAt, before), region, computedAt });
    if (norms.groups.length === 0 || JSON.stringify(norms.groups) === JSON.stringify(before?.groups)) return before;
    await documents.add({ version: norms.version, computedAt, document: JSON.stringify(norms) });
    return norms;
  };
  return {
    recompute,
    current: () => (clock.wallMs() - computedMs >= RECOMPUTE_MS ? recompute() : latest()),
  };
}

/** `2026-11-25.1`, the last part counted up within a day. */
function nextVersion(computedAt: string, before: LocalNorms | null): string {
  const day = computedAt.slice(0, 10);
  const [lastDay, count] = before?.version.split('.') ?? [];
  return `${day}.${lastDay === day ? Number(count) + 1 : 1}`;
}
