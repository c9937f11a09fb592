import { DOCUMENT_SYSTEMS } from '../domain/identifier-system.ts';
import type { DocumentType, IdentityDocument, Resident, Sex } from '../domain/resident.ts';
import { checkResidentNumber } from '../domain/resident-number.ts';
import type { ResidentListRow } from '../domain/station-api.ts';
import { inTransaction, type Query, type RecordsDatabase } from './database.ts';
import { RecordsError } from './records-error.ts';
import { residentFromRow, rowFromResident } from './resident-rows.ts';

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
    .selectFrom('resident')
    .selectAll('resident')
    .select((eb) => [
      eb
        .selectFrom('visit')
        .whereRef('visit.resident_id', '=', 'resident.id')
        .select((v) => v.fn.countAll().as('count'))
        .as('visit_count'),
      eb
        .selectFrom('visit')
        .whereRef('visit.resident_id', '=', 'resident.id')
        .select((v) => v.fn.coalesce(v.fn.max('visit.started_at'), v.val('')).as('last'))
        .as('last_visit_at'),
    ])
    .where((eb) => {
      const upper = text.toUpperCase();
      if (/^\d{3}[\dX]$/.test(upper)) return eb.or([eb('document_tail', '=', upper), eb('phone_tail', '=', upper)]);
      if (/\d/.test(text)) {
        const tail = upper.slice(-4);
        return eb.or([
          eb.and([eb('document_tail', '=', tail), eb('document_number', '=', upper)]),
          eb.and([eb('phone_tail', '=', tail), eb('phone', '=', text)]),
        ]);
      }
      return eb.and([eb('name', '>=', text), eb('name', '<', `${text}\u{10FFFF}`)]);
    })
    .orderBy('last_visit_at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    resident: residentFromRow(row),
    visitCount: Number(row.visit_count),
    lastVisitAt: row.last_visit_at || null,
  }));
}
