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
  'inquiry/wrong-wording': 'An item is answered in the wording of the other sex, or in two wordings at once.',
  'inquiry/pack-needed': 'The questionnaire is licensed and the pack that holds it is not loaded.',
  'inquiry/invalid-pack': 'The pack is not well formed, so nothing of it is used.',
  'inquiry/pack-signature': 'The pack is not signed by a configured publisher.',
  'inquiry/licence-ended': 'The licence of the pack ended before the day of its use.',
  'inquiry/invalid-norms': 'The norm document is not well formed or belongs to another questionnaire.',
  'inquiry/not-comparable': 'Results of different questionnaires or rule versions are different measurements.',
  'inquiry/record-incomplete': 'The service record has blanks; the form allows none.',
  'inquiry/record-too-young': 'The elder service record is for residents of 65 and over.',
} as const;

export type InquiryErrorCode = keyof typeof INQUIRY_ERROR_CODES;
