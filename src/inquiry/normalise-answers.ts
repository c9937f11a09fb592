import type { Answers } from '../domain/questionnaire.ts';
import type { Sex } from '../domain/resident.ts';
import { InquiryError } from './inquiry-error.ts';

const SEX_OF_SUFFIX: Readonly<Record<string, Sex>> = { F: 'female', M: 'male' };

/**
 * Answers keyed by the printed wordings (`16F`, `16M`) become answers keyed by number (`16`), which is the wording for
 * the sex. Throws `inquiry/wrong-wording`, the items in `context.items`, for the other sex's wording or two answers.
 */
export function normaliseAnswers(answers: Answers, sex: Sex): Answers {
  const worded = Object.keys(answers).filter((item) => /^\d+[FM]$/.test(item));
  if (worded.length === 0) return answers;
  const wrong = worded.filter((item) => {
    const sexOfItem = SEX_OF_SUFFIX[item.slice(-1)];
    return sexOfItem !== sex || Object.hasOwn(answers, item.slice(0, -1));
  });
  if (wrong.length > 0) {
    throw new InquiryError('inquiry/wrong-wording', `not one wording for this sex: item ${wrong.join(', ')}`, {
      items: wrong,
    });
  }
  return Object.fromEntries(Object.entries(answers).map(([item, value]) => [item.replace(/^(\d+)[FM]$/, '$1'), value]));
}
