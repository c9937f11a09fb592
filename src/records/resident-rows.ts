import type { Selectable } from 'kysely';
import type { DocumentType, Resident, Sex } from '../domain/resident.ts';
import type { ResidentTable } from './schema.ts';

/** Staff ask for the last four characters of a number. */
export const TAIL_LENGTH = 4;

export function rowFromResident(resident: Resident): ResidentTable {
  const { type, number, unverified } = resident.document;
  return {
    id: resident.id,
    name: resident.name,
    sex: resident.sex,
    birth_date: resident.birthDate,
    document_type: type,
    document_number: number,
    document_tail: number?.slice(-TAIL_LENGTH) ?? null,
    document_unverified: unverified ? 1 : 0,
    phone: resident.phone,
    phone_tail: resident.phone?.slice(-TAIL_LENGTH) ?? null,
    address: resident.address,
    created_at: resident.createdAt,
    last_visit_at: '',
  };
}

export function residentFromRow(row: Selectable<ResidentTable>): Resident {
  return {
    id: row.id,
    name: row.name,
    sex: row.sex as Sex,
    birthDate: row.birth_date,
    document: {
      type: row.document_type as DocumentType,
      number: row.document_number,
      unverified: row.document_unverified === 1,
    },
    phone: row.phone,
    address: row.address,
    createdAt: row.created_at,
  };
}
