/** Every error of accounts, sessions, claims, keys and enrolment, with its meaning. Documented in `docs/error-codes.md`. */
export const SECURITY_ERROR_CODES = {
  'security/sign-in-refused': 'The user name or the password is wrong, or the account is disabled.',
  'security/account-locked': 'Too many failed sign-ins; the account is locked for a while.',
  'security/password-too-weak':
    'A password needs at least 8 characters of at least two kinds (letters, digits, others).',
  'security/claim-invalid': 'The claim was not issued by this station or was changed.',
  'security/claim-expired': 'The claim is older than ten minutes; identify again.',
  'security/passphrase-unreadable': 'The passphrase file cannot be read, or it is empty.',
  'security/wrong-passphrase': 'The database key does not open with this passphrase.',
  'security/data-key-damaged': 'The file with the wrapped database key is damaged; restore it from a backup.',
  'security/backup-damaged': 'The file is not a whole, unchanged backup.',
  'security/enrolment-refused':
    'The enrolment code is unknown, used or expired, or the public key is not an Ed25519 key.',
} as const;

export type SecurityErrorCode = keyof typeof SECURITY_ERROR_CODES;
