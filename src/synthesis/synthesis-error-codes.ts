/** Every code of the synthesis layer with its meaning, as documented in `docs/error-codes.md`. */
export const SYNTHESIS_ERROR_CODES = {
  'synthesis/invalid-evidence': 'The evidence table is not well formed, so the findings are not weighed by it.',
  'synthesis/unexpected-sums': 'The model returned a value that no findings can have.',
} as const;

export type SynthesisErrorCode = keyof typeof SYNTHESIS_ERROR_CODES;
