/** Every code of the inquiry layer with its meaning, as documented in `docs/error-codes.md`. */
export const INQUIRY_ERROR_CODES = {
  'inquiry/unknown-questionnaire': 'No definition of that questionnaire is installed.',
  'inquiry/invalid-definition': 'The questionnaire definition is not well formed, so nothing is scored by it.',
  'inquiry/version-mismatch': 'The sheet was taken with another version of the questionnaire than is installed.',
  'inquiry/unknown-item': 'The sheet answers an item that the questionnaire does not have.',
  'inquiry/incomplete-answers': 'Items are unanswered; the standard scores complete sheets only.',
  'inquiry/invalid-answer': 'An answer is not one of the options of its item.',
  'inquiry/invalid-answers-file': 'The answers file is not JSON of the documented form.',
  'inquiry/mixed-sheets': 'Sheets of different questionnaires were given to one batch.',
  'inquiry/wrong-scorer': 'The model is not the scorer compiled from this questionnaire.',
  'inquiry/unexpected-scores': 'The scorer returned a value that no answer sheet can have.',
} as const;

export type InquiryErrorCode = keyof typeof INQUIRY_ERROR_CODES;
