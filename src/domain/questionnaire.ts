import type { Sex } from './resident.ts';

export type QuestionnaireId = 'gbt46939-2025' | 'elder-33' | 'ccmq-60' | 'five-state-open' | 'five-state-licensed';

/** Answers keyed by item number, values 1–5 (没有 … 总是); of a yes/no statement 1 (是) and 0 (否). */
export type Answers = Readonly<Record<string, number>>;

export interface AnswerSheet {
  readonly questionnaire: QuestionnaireId;
  readonly version: string;
  readonly sex: Sex;
  readonly answers: Answers;
  /** How the sheet was taken: by the resident's touch, or read out by staff. */
  readonly mode: 'self' | 'oral';
  /** How long each item stood before its answer, by item number, where it was taken. */
  readonly answerTimesMs?: Readonly<Record<string, number>>;
}

/** What a screen needs to ask one item. */
export interface QuestionView {
  readonly number: string;
  readonly text: string;
  /** The item in plain words of this project: shown beside the official wording, never in its place. */
  readonly gloss?: string;
  /** The form lets the person who asks look and answer; the tongue picture belongs beside it. */
  readonly mayBeObserved?: boolean;
  readonly options: readonly { readonly value: number; readonly label: string }[];
}

export interface QuestionnaireView {
  readonly id: QuestionnaireId;
  readonly version: string;
  readonly title: string;
  readonly stem: string;
  readonly items: readonly QuestionView[];
}
