export type Sex = 'male' | 'female';

/** GA/T and national public-health ID types; `resident-id` is the 18-digit number of GB 11643. */
export const DOCUMENT_TYPES = [
  'resident-id',
  'household-register',
  'passport',
  'military',
  'hk-macau',
  'taiwan',
  'other',
  'none',
] as const;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export interface IdentityDocument {
  readonly type: DocumentType;
  readonly number: string | null;
  /** 证件待核: accepted without proof, to be checked later. */
  readonly unverified: boolean;
}

export interface Resident {
  readonly id: string;
  readonly name: string;
  readonly sex: Sex;
  /** ISO date. */
  readonly birthDate: string;
  readonly document: IdentityDocument;
  readonly phone: string | null;
  readonly address: string | null;
  readonly createdAt: string;
}

/** What may stand on a shared screen before the resident has confirmed: no number, no full name. */
export interface ResidentCard {
  readonly id: string;
  readonly maskedName: string;
  readonly sex: Sex;
  readonly ageYears: number;
  readonly maskedNumber: string | null;
}
