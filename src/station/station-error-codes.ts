/** Every code of this layer, with its meaning. Documented in `docs/error-codes.md`. */
export const STATION_ERROR_CODES = {
  'station/invalid-request': 'The request does not have the form this address takes.',
  'station/not-found': 'There is nothing at this address.',
  'station/no-visit': 'No visit is open on this screen.',
  'station/not-signed-in': 'A member of staff has to sign in first.',
  'station/not-allowed': 'This account may not do that.',
  'station/number-invalid': 'The resident ID number fails the check of GB 11643.',
  'station/identity-mismatch': 'Sex or birth date do not agree with the ID number.',
  'station/consent-missing': 'Health data may not be taken before the resident has agreed.',
  'station/pictures-declined': 'The resident did not agree to pictures.',
  'station/capture-running': 'A capture is running.',
  'station/no-capture-running': 'No capture is running.',
  'station/visit-incomplete': 'Parts of the visit are neither done nor skipped.',
  'station/too-many-visits': 'Too many visits are open on this station.',
  'station/no-county': 'This station was told of no county server.',
  'station/measurement-refused':
    'A value cannot be: it is missing, out of every device’s range, or contradicts another.',
  'station/measurement-unusual': 'A value is unusual; it is kept once the operator confirms it.',
  'station/no-device': 'No device of this id is on any port.',
  'station/no-driver': 'There is no such driver, or this port takes none.',
  'station/device-not-ready': 'The device is not there, or already measuring.',
  'station/no-reading': 'The device has told nothing in this visit that could be kept.',
  'station/no-card': 'No identity card lies on the reader, or it has been too long.',
  'station/card-simulated': 'The card was read by a simulator, which proves nothing.',
  'station/card-other-number': 'The card on the reader has another number than the one that was typed.',
  'station/card-other-name': 'The card has the number that was typed, and another name.',
  'station/port-in-use': 'Another program already listens on this port.',
  'station/analysis-failed': 'The analysis of a capture ended without a result.',
  'station/no-calibration': 'This camera was never calibrated under its present light.',
  'station/reference-unreadable':
    'The built-in reference was not photographed with the calibration, or too little of it can be read.',
  'station/unexpected': 'Something failed that nobody foresaw; what was acknowledged is kept.',
  'station/reason-needed': 'What was confirmed differs from the verdict of the answers, and no reason was given.',
} as const;

export type StationErrorCode = keyof typeof STATION_ERROR_CODES;
