/** Every code of this layer, with its meaning. Documented in `docs/error-codes.md`. */
export const ACQUISITION_ERROR_CODES = {
  'acquisition/not-a-picture': 'The bytes are not a picture that can be decoded.',
  'acquisition/picture-too-large': 'The picture has more pixels than any instrument sends.',
  'acquisition/instrument-unavailable': 'No instrument is connected.',
  'acquisition/instrument-busy': 'Another capture is running.',
  'acquisition/unexpected': 'The capture ended for a reason nobody foresaw.',
} as const;

export type AcquisitionErrorCode = keyof typeof ACQUISITION_ERROR_CODES;
