/** Every code that `AnalysisError` may carry, with its meaning. Documented in `docs/error-codes.md`. */
export const ANALYSIS_ERROR_CODES = {
  'analysis/rate-out-of-range': 'The sampling rate is not a number from 25 to 2000 Hz.',
  'analysis/no-samples': 'The signal holds fewer than two samples.',
  'analysis/sample-not-finite': 'A sample is NaN or infinite.',
  'analysis/sample-not-a-number': 'A line of a sample file does not end in a number.',
  'analysis/chart-not-found': 'No 24-patch colour chart was found in the picture.',
  'analysis/chart-poor-fit': 'The chart was read, but the camera cannot be corrected well enough from this picture.',
} as const;

export type AnalysisErrorCode = keyof typeof ANALYSIS_ERROR_CODES;
