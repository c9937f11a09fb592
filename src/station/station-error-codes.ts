/** Every code of this layer: its plain meaning and the HTTP status it answers with. */
export const STATION_ERROR_CODES = {
  'station/invalid-request': 'the request does not have the form this address takes',
  'station/not-found': 'there is nothing at this address',
  'station/no-visit': 'no visit is open on this screen',
  'station/not-signed-in': 'a member of staff has to sign in first',
  'station/not-allowed': 'this account may not do that',
  'station/number-invalid': 'the resident ID number fails the check of GB 11643',
  'station/identity-mismatch': 'sex or birth date do not agree with the ID number',
  'station/consent-missing': 'health data may not be taken before the resident has agreed',
  'station/pictures-declined': 'the resident did not agree to pictures',
  'station/capture-running': 'a capture is running',
  'station/no-capture-running': 'no capture is running',
  'station/visit-incomplete': 'parts of the visit are neither done nor skipped',
  'station/too-many-visits': 'too many visits are open on this station',
  'station/no-county': 'this station was told of no county server',
  'station/port-in-use': 'another program already listens on this port',
  'station/analysis-failed': 'the analysis of a capture ended without a result',
  'station/unexpected': 'something failed that nobody foresaw; what was acknowledged is kept',
} as const;

export type StationErrorCode = keyof typeof STATION_ERROR_CODES;
