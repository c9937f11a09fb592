/** Every error of the health record, with its meaning. Documented in `docs/error-codes.md`. */
export const RECORDS_ERROR_CODES = {
  'records/wrong-key': 'The database file does not open with this key, or it is not a database.',
  'records/disk-full': 'The disk is full; the last change was not stored.',
  'records/read-only': 'The database file or its folder cannot be written.',
  'records/corrupt': 'The database is damaged; restore a backup.',
  'records/busy': 'Another process holds the database; try again.',
  'records/unavailable': 'The database cannot be reached or opened.',
  'records/newer-schema': 'The database was written by a newer version of this software.',
  'records/storage-failed': 'The database refused the operation for a reason without a code of its own.',
  'records/constraint': 'The change contradicts what the record already holds.',
  'records/duplicate-resident': 'A resident with this document number is already registered.',
  'records/duplicate-account': 'An account with this user name already exists.',
  'records/not-found': 'The record holds nothing under this id.',
  'records/visit-closed': 'The visit is complete or abandoned and can no longer be changed.',
  'records/no-consent': 'The resident has not consented to this kind of data.',
  'records/visit-in-progress': 'A physician gives an opinion on completed visits only.',
  'records/opinion-conflict': 'Another opinion is held under this id.',
  'records/already-corrected': 'Another correction of this measurement is held; read the visit again.',
  'records/digest-mismatch': 'The bytes do not match their SHA-256 digest or size.',
  'records/visit-conflict': 'Another record was already received under this visit id.',
  'records/audit-subject': 'An audit entry may name ids only.',
} as const;

export type RecordsErrorCode = keyof typeof RECORDS_ERROR_CODES;
