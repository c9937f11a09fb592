import type { EducationLevel } from './five-state.ts';
import type { Sex } from './resident.ts';

export type QuestionnaireId = 'gbt46939-2025' | 'elder-33' | 'ccmq-60' | 'five-state-open' | 'five-state-licensed';

/** Answers keyed by item number, values 1–5 (没有 … 总是); of a yes/no statement 1 (是) and 0 (否). */
export type Answers = Readonly<Record<string, number>>;

/**
 * Who or what stands behind one answer. `resident`: given at the screen; `oral`: said to a member of staff; `observed`:
 * looked at and filled in by staff, where the form allows it; `measured`: proposed from a measurement and confirmed.
 */
export const ANSWER_SOURCES = ['resident', 'oral', 'observed', 'measured'] as const;

export type AnswerSource = (typeof ANSWER_SOURCES)[number];

export interface AnswerSheet {
  readonly questionnaire: QuestionnaireId;
  readonly version: string;
  readonly sex: Sex;
  readonly answers: Answers;
  /** How the sheet was taken: by the resident's touch, or read out by staff. */
  readonly mode: 'self' | 'oral';
  /** How long each item stood before its answer, by item number, where it was taken. */
  readonly answerTimesMs?: Readonly<Record<string, number>>;
  /** By item number; an item that is not named was answered as `mode` says. */
  readonly answerSources?: Readonly<Record<string, AnswerSource>>;
  /** Asked only where a licensed test keeps its norms apart by it. */
  readonly education?: EducationLevel;
}

/** An option that a measurement speaks for; shown for confirmation, never an answer by itself. */
export interface ProposedAnswer {
  readonly value: number;
  /** Shown beside the option, with the measured values. */
  readonly reason: string;
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
  readonly proposed?: ProposedAnswer;
}

export interface QuestionnaireView {
  readonly id: QuestionnaireId;
  readonly version: string;
  readonly title: string;
  readonly stem: string;
  readonly items: readonly QuestionView[];
}
