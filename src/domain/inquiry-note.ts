import type { QuestionnaireId } from './questionnaire.ts';

/** A remark on how a sheet came about. It never changes a score and judges nobody; staff may ask again. */
export type AnswerQualityNote =
  | {
      readonly kind: 'fast-answers';
      /** Items answered sooner than their text can be read. */
      readonly items: readonly string[];
      readonly text: string;
    }
  | {
      readonly kind: 'straight-line';
      /** The longest run of items in their order with one answer. */
      readonly items: readonly string[];
      readonly value: number;
      readonly text: string;
    };

/** Items worth asking again before the result stands, with the reason for the screen. */
export interface Recheck {
  readonly reason: 'opposite-answers' | 'contradictory-types' | 'undetermined';
  readonly items: readonly string[];
  readonly text: string;
}

/** What there is to say of one sheet beside its result. */
export interface InquiryNotes {
  readonly questionnaire: QuestionnaireId;
  readonly quality: readonly AnswerQualityNote[];
  readonly rechecks: readonly Recheck[];
}
