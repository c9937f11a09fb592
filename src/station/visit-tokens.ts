import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { Settings } from '../records/settings.ts';
import { StationError } from './station-error.ts';

/** A screen left alone is wiped by the page after two minutes; this is the server's own, later, limit. */
const IDLE_LIMIT_MS = 30 * 60_000;

/** One instrument serves one resident at a time; a few more may be answering questions elsewhere. */
const MAX_OPEN = 8;

const SETTING = 'visit-tokens';

interface OpenVisit {
  readonly tokenHash: string;
  readonly visitId: string;
  readonly lastSeenMs: number;
}

/** Which browser holds which visit. Only hashes are stored, so that a copy of the database opens no visit. */
export interface VisitTokens {
  issue(visitId: string): Promise<string>;
  /** The visit id, or null when the token is unknown or idle too long. Counts as activity. */
  resolve(token: string | undefined): Promise<string | null>;
  revoke(token: string): Promise<void>;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export function createVisitTokens(settings: Settings, clock: Clock): VisitTokens {
  let open: Map<string, OpenVisit> | null = null;

  const load = async (): Promise<Map<string, OpenVisit>> => {
    if (open === null) {
      const stored = JSON.parse((await settings.get(SETTING)) ?? '[]') as readonly OpenVisit[];
      open = new Map(stored.map((visit) => [visit.tokenHash, visit]));
    }
    const oldest = clock.wallMs() - IDLE_LIMIT_MS;
    for (const visit of open.values()) if (visit.lastSeenMs < oldest) open.delete(visit.tokenHash);
    return open;
  };
  const save = async (visits: Map<string, OpenVisit>): Promise<void> =>
    settings.set(SETTING, JSON.stringify([...visits.values()]));

  return {
    async issue(visitId) {
      const visits = await load();
      if (visits.size >= MAX_OPEN) throw new StationError('station/too-many-visits', 'too many open visits');
      const token = randomBytes(32).toString('base64url');
      visits.set(hashOf(token), { tokenHash: hashOf(token), visitId, lastSeenMs: clock.wallMs() });
      await save(visits);
      return token;
    },
    async resolve(token) {
      if (token === undefined) return null;
      const visits = await load();
      const visit = visits.get(hashOf(token));
      if (visit === undefined) return null;
      visits.set(visit.tokenHash, { ...visit, lastSeenMs: clock.wallMs() });
      return visit.visitId;
    },
    async revoke(token) {
      const visits = await load();
      visits.delete(hashOf(token));
      await save(visits);
    },
  };
}
