import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { StaffRole } from '../domain/station-api.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';
import type { RecordsSchema } from './schema.ts';

export type AuditRole = StaffRole | 'resident' | 'station' | 'system';

export interface AuditEntry {
  /** Account, station or resident id; null for the system itself. */
  readonly actorId: string | null;
  readonly role: AuditRole;
  /** `thing.act`: `visit.read`, `visit.complete`, `resident.search`, `staff.sign-in`, … */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
}

export interface AuditEvent extends AuditEntry {
  /** 1, 2, 3, … without gaps. */
  readonly sequence: number;
  readonly at: string;
  readonly previousHash: string;
  readonly hash: string;
}

export type AuditVerification =
  | { readonly intact: true; readonly count: number; readonly headHash: string }
  | { readonly intact: false; readonly brokenAtSequence: number };

export interface AuditFilter {
  readonly subjectId?: string;
  /** Default 100. */
  readonly limit?: number;
  readonly beforeSequence?: number;
}

/**
 * Who did what to whom, reads included; ids only. Each event carries the SHA-256 over its predecessor's hash and its own
 * canonical JSON, so that a changed, removed or inserted event breaks the chain. Cutting off the end shows only against
 * a `headHash` kept elsewhere.
 */
export interface AuditLog {
  /** Throws `records/audit-subject` when an id is not an id. */
  append(entry: AuditEntry): Promise<AuditEvent>;
  /** Newest first. */
  list(filter?: AuditFilter): Promise<readonly AuditEvent[]>;
  /** Walks the whole chain. */
  verify(): Promise<AuditVerification>;
}

const GENESIS_HASH = '0'.repeat(64);
const DEFAULT_LIMIT = 100;
const VERIFY_PAGE = 1_000;
/** Our ids are lower-case words, digits and hyphens; a name or an identity number does not look like one. */
const ID = /^[a-z0-9][a-z0-9.:_-]{0,127}$/;
const IDENTITY_NUMBER = /^\d{15}$|^\d{17}[\dx]$|^\d{11}$/;

type AuditRow = Selectable<RecordsSchema['audit_event']>;

export function createAuditLog(db: RecordsDatabase): AuditLog {
  return {
    append: (entry) => append(db, entry),
    list: async (filter = {}) => {
      const rows = await listRows(db.query, filter);
      return rows.map(eventFromRow);
    },
    verify: () => verify(db.query),
  };
}

async function append(db: RecordsDatabase, entry: AuditEntry): Promise<AuditEvent> {
  requireId(entry.actorId);
  requireId(entry.subject?.id ?? null);
  return inTransaction(db, async (tx) => {
    await db.traits.lock(tx, 'audit');
    const head = await tx
      .selectFrom('audit_event')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    const unsigned = {
      sequence: (head?.sequence ?? 0) + 1,
      at: db.now(),
      actor_id: entry.actorId,
      role: entry.role,
      action: entry.action,
      subject_kind: entry.subject?.kind ?? null,
      subject_id: entry.subject?.id ?? null,
      previous_hash: head?.hash ?? GENESIS_HASH,
    };
    const row = { ...unsigned, hash: hashOf(unsigned) };
    await tx.insertInto('audit_event').values(row).execute();
    return eventFromRow(row);
  });
}

function requireId(id: string | null): void {
  if (id === null || (ID.test(id) && !IDENTITY_NUMBER.test(id))) return;
  throw new RecordsError('records/audit-subject', 'An audit entry may name ids only');
}

/** A JSON array of the fields in this order is the canonical form: no key order, no spaces, no absent fields. */
function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const canonical = JSON.stringify([
    row.sequence,
    row.at,
    row.actor_id,
    row.role,
    row.action,
    row.subject_kind,
    row.subject_id,
  ]);
  return createHash('sha256').update(row.previous_hash).update(canonical).digest('hex');
}

function listRows(query: Query, filter: AuditFilter): Promise<readonly AuditRow[]> {
  return query
    .selectFrom('audit_event')
    .selectAll()
    .$if(filter.subjectId !== undefined, (q) => q.where('subject_id', '=', filter.subjectId ?? ''))
    .$if(filter.beforeSequence !== undefined, (q) => q.where('sequence', '<', filter.beforeSequence ?? 0))
    .orderBy('sequence', 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT)
    .execute();
}

async function verify(query: Query): Promise<AuditVerification> {
  let count = 0;
  let headHash = GENESIS_HASH;
  for (;;) {
    const rows = await query
      .selectFrom('audit_event')
      .selectAll()
      .where('sequence', '>', count)
      .orderBy('sequence')
      .limit(VERIFY_PAGE)
      .execute();
    for (const row of rows) {
      const follows = row.sequence === count + 1 && row.previous_hash === headHash && row.hash === hashOf(row);
      if (!follows) return { intact: false, brokenAtSequence: count + 1 };
      count = row.sequence;
      headHash = row.hash;
    }
    if (rows.length < VERIFY_PAGE) return { intact: true, count, headHash };
  }
}

function eventFromRow(row: AuditRow): AuditEvent {
  const { subject_kind: kind, subject_id: id } = row;
  return {
    sequence: row.sequence,
    at: row.at,
    actorId: row.actor_id,
    role: row.role as AuditRole,
    action: row.action,
    subject: kind === null || id === null ? null : { kind, id },
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
