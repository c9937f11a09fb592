/** Every code of this layer, with its plain meaning. */
export const ACQUISITION_ERROR_CODES = {
  'acquisition/not-a-picture': 'the bytes are not a picture that can be decoded',
  'acquisition/picture-too-large': 'the picture has more pixels than any instrument sends',
  'acquisition/instrument-unavailable': 'no instrument is connected',
  'acquisition/instrument-busy': 'another capture is running',
  'acquisition/capture-cancelled': 'the capture was cancelled',
  'acquisition/unexpected': 'the capture ended for a reason nobody foresaw',
} as const;

export type AcquisitionErrorCode = keyof typeof ACQUISITION_ERROR_CODES;
