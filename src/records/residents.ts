import type { IdentityDocument, Resident, Sex } from '../domain/resident.ts';
import type { ResidentListRow } from '../domain/station-api.ts';
import type { RecordsDatabase } from './database.ts';

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
  findByDocument(type: IdentityDocument['type'], number: string): Promise<Resident | null>;
  /** Beginning of the name, last 4 characters of the document number, or end of the phone number. Newest visit first. */
  search(text: string, limit?: number): Promise<readonly ResidentListRow[]>;
}
export declare function createResidents(db: RecordsDatabase): Residents;
