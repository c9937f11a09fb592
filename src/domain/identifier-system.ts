import type { DocumentType } from './resident.ts';

/**
 * Who gave out a number. WS/T 500 and WS/T 483 practice: the resident identity number has the root 2.16.156.10011.1.3.
 * The others have no public system and get one of our own.
 */
export const DOCUMENT_SYSTEMS: Readonly<Record<Exclude<DocumentType, 'none'>, string>> = {
  'resident-id': 'urn:oid:2.16.156.10011.1.3',
  'household-register': 'urn:sizhen:document:household-register',
  passport: 'urn:sizhen:document:passport',
  military: 'urn:sizhen:document:military',
  'hk-macau': 'urn:sizhen:document:hk-macau',
  taiwan: 'urn:sizhen:document:taiwan',
  other: 'urn:sizhen:document:other',
};

/** The id a station gave to a resident, by which the county recognises someone without a document. */
export const STATION_RESIDENT_SYSTEM = 'urn:sizhen:resident';
