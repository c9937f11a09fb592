import type { ExpressionBuilder } from 'kysely';
import { DOCUMENT_SYSTEMS } from '../domain/identifier-system.ts';
import type { DocumentType, IdentityDocument, Resident, Sex } from '../domain/resident.ts';
import { checkResidentNumber } from '../domain/resident-number.ts';
import type { ResidentListRow } from '../domain/station-api.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';
import { residentFromRow, rowFromResident, TAIL_LENGTH } from './resident-rows.ts';
import type { RecordsSchema } from './schema.ts';

export interface RegisterResident {
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly document: IdentityDocument;
  readonly phone: string | null;
  readonly address?: string | null;
}

export interface Residents {
  /** Throws `records/duplicate-resident` when the document number is already registered. */
  create(resident: RegisterResident): Promise<Resident>;
  get(id: string): Promise<Resident | null>;
  /** The document was seen and says what was typed: no longer 证件待核. */
  confirmDocument(id: string): Promise<void>;
  findByDocument(type: DocumentType, number: string): Promise<Resident | null>;
  /**
   * Beginning of the name, last four characters of the document or phone number, or a whole number of either.
   * Latest visit first; empty text lists everybody. Default limit 50.
   */
  search(text: string, limit?: number): Promise<readonly ResidentListRow[]>;
}

const DEFAULT_LIMIT = 50;

export function createResidents(db: RecordsDatabase): Residents {
  return {
    create: (resident) => register(db, resident),
    get: (id) => residentById(db.query, id),
    confirmDocument: async (id) => {
      await db.query.updateTable('resident').set({ document_unverified: 0 }).where('id', '=', id).execute();
    },
    findByDocument: async (type, number) => {
      const identifier = documentIdentifier(type, number, db.now());
      return identifier === null ? null : residentByIdentifier(db.query, identifier);
    },
    search: (text, limit = DEFAULT_LIMIT) => search(db.query, text.trim(), limit),
  };
}

export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** How a document is looked up; null without a number. Upper case, no spaces, old 15-digit numbers in their new form. */
export function documentIdentifier(type: DocumentType, number: string | null, now: string): Identifier | null {
  if (type === 'none' || number === null) return null;
  const value = normaliseDocumentNumber(type, number, now);
  return value === '' ? null : { system: DOCUMENT_SYSTEMS[type], value };
}

/** Old people with wrong numbers exist and are kept as `unverified`, so an invalid number is taken as it was typed. */
export function normaliseDocumentNumber(type: DocumentType, number: string, now: string): string {
  const plain = number.replace(/\s/g, '').toUpperCase();
  if (type !== 'resident-id') return plain;
  const check = checkResidentNumber(plain, now.slice(0, 10));
  return check.ok ? check.number : plain;
}

async function register(db: RecordsDatabase, input: RegisterResident): Promise<Resident> {
  const createdAt = db.now();
  const { type, number } = input.document;
  const identifier = documentIdentifier(type, number, createdAt);
  const resident: Resident = {
    id: db.newId(),
    name: input.name.trim(),
    sex: input.sex,
    birthDate: input.birthDate,
    document: { ...input.document, number: identifier?.value ?? null },
    phone: input.phone,
    address: input.address ?? null,
    createdAt,
  };
  await inTransaction(db, async (tx) => {
    await tx.insertInto('resident').values(rowFromResident(resident)).execute();
    if (identifier === null) return;
    const claimed = await claimIdentifier(tx, identifier, resident.id);
    if (!claimed) throw new RecordsError('records/duplicate-resident', 'This document number is already registered');
  });
  return resident;
}

/** Binds an identifier to a resident. False when it is bound already; then of two parallel calls the other one won. */
export async function claimIdentifier(tx: Query, identifier: Identifier, residentId: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('resident_identifier')
    .values({ ...identifier, resident_id: residentId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('resident_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function residentById(query: Query, id: string): Promise<Resident | null> {
  const row = await query.selectFrom('resident').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : residentFromRow(row);
}

export async function residentByIdentifier(query: Query, { system, value }: Identifier): Promise<Resident | null> {
  const row = await query
    .selectFrom('resident_identifier as identifier')
    .innerJoin('resident', 'resident.id', 'identifier.resident_id')
    .selectAll('resident')
    .where('identifier.system', '=', system)
    .where('identifier.value', '=', value)
    .executeTakeFirst();
  return row === undefined ? null : residentFromRow(row);
}

async function search(query: Query, text: string, limit: number): Promise<readonly ResidentListRow[]> {
  const rows = await query
    .selectFrom((eb) =>
      eb
        .selectFrom('resident')
        .selectAll()
        .$if(text !== '', (all) => all.where((resident) => matches(resident, text)))
        .orderBy('last_visit_at', 'desc')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .as('found'),
    )
    .selectAll('found')
    .select((eb) =>
      eb
        .selectFrom('visit')
        .whereRef('visit.resident_id', '=', 'found.id')
        .select((visit) => visit.fn.countAll().as('count'))
        .as('visit_count'),
    )
    .orderBy('found.last_visit_at', 'desc')
    .orderBy('found.created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    resident: residentFromRow(row),
    visitCount: Number(row.visit_count),
    lastVisitAt: row.last_visit_at || null,
  }));
}

function matches(eb: ExpressionBuilder<RecordsSchema, 'resident'>, text: string) {
  const upper = text.toUpperCase();
  const tail = upper.slice(-TAIL_LENGTH);
  if (/^\d{3}[\dX]$/.test(upper)) return eb.or([eb('document_tail', '=', tail), eb('phone_tail', '=', tail)]);
  if (/\d/.test(text)) {
    return eb.or([
      eb.and([eb('document_tail', '=', tail), eb('document_number', '=', upper)]),
      eb.and([eb('phone_tail', '=', tail), eb('phone', '=', text)]),
    ]);
  }
  return eb.and([eb('name', '>=', text), eb('name', '<', `${text}\u{10FFFF}`)]);
}

/** Moves the resident to the top of the lists. */
export async function noteVisit(tx: Query, residentId: string, startedAt: string): Promise<void> {
  await tx
    .updateTable('resident')
    .set({ last_visit_at: startedAt })
    .where('id', '=', residentId)
    .where('last_visit_at', '<', startedAt)
    .execute();
}
