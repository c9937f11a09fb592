/** Every code of the county server itself, with its meaning. Kept equal to `docs/error-codes.md` by a test. */
export const COUNTY_ERROR_CODES = {
  'county/not-signed-in': 'This needs a signed-in account.',
  'county/not-allowed': 'This account, or a page of another site, may not do this.',
  'county/not-found': 'There is nothing under this address.',
  'county/invalid-request': 'The request has another form than expected.',
  'county/too-large': 'The body is larger than the server takes.',
  'county/too-many-requests': 'Too many attempts; wait a minute.',
  'county/idempotency-conflict': 'Another body was sent under this Idempotency-Key.',
  'county/bundle-invalid': 'The Bundle does not fulfil the profile; the OperationOutcome names where.',
  'county/resource-invalid': 'The resource does not fulfil the profile.',
  'county/other-station': 'The Bundle or capture belongs to another station than the one that signed.',
  'county/port-in-use': 'Another program already listens on this port.',
  'county/unexpected': 'The server met an error that nobody foresaw.',
} as const;

export type CountyErrorCode = keyof typeof COUNTY_ERROR_CODES;
