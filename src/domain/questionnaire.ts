import type { Sex } from './resident.ts';

export type QuestionnaireId = 'gbt46939-2025' | 'elder-33' | 'ccmq-60' | 'five-state-open' | 'five-state-licensed';

/** Answers keyed by item number, values 1–5 (没有 … 总是). */
export type Answers = Readonly<Record<string, number>>;

export interface AnswerSheet {
  readonly questionnaire: QuestionnaireId;
  readonly version: string;
  readonly sex: Sex;
  readonly answers: Answers;
  /** How the sheet was taken: by the resident's touch, or read out by staff. */
  readonly mode: 'self' | 'oral';
}

/** What a screen needs to ask one item. */
export interface QuestionView {
  readonly number: string;
  readonly text: string;
  readonly options: readonly { readonly value: number; readonly label: string }[];
}

export interface QuestionnaireView {
  readonly id: QuestionnaireId;
  readonly version: string;
  readonly title: string;
  readonly stem: string;
  readonly items: readonly QuestionView[];
}
