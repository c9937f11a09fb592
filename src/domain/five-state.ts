/** The five states of 《灵枢·通天》 (太阳 少阳 阴阳和平 少阴 太阴), in this order. */
export const FIVE_STATES = ['taiyang', 'shaoyang', 'even', 'shaoyin', 'taiyin'] as const;

export type FiveState = (typeof FIVE_STATES)[number];

/** A licensed test adds 掩饰, answers given to look well. */
export const FIVE_STATE_SCALES = [...FIVE_STATES, 'concealment'] as const;

export type FiveStateScaleId = (typeof FIVE_STATE_SCALES)[number];

/** Neutral names of this project for the screen: the classical words judge, so they are never shown. */
export const FIVE_STATE_NAMES: Readonly<Record<FiveStateScaleId, string>> = {
  taiyang: '进取果断',
  shaoyang: '活泼善交',
  even: '平稳从容',
  shaoyin: '谨慎自持',
  taiyin: '内敛深思',
  concealment: '掩饰',
};

/** Levels by which a licensed test may keep its norms apart. */
export const EDUCATION_LEVELS = ['primary-or-less', 'junior-secondary', 'senior-secondary', 'tertiary'] as const;

export type EducationLevel = (typeof EDUCATION_LEVELS)[number];

/** Where a T-score's mean and spread come from; a local norm is always named as such. */
export interface NormSource {
  readonly kind: 'licensed' | 'local';
  /** Name for the report, with region and version. */
  readonly name: string;
  /** People in the norm group. */
  readonly n: number;
  /** ISO date of the norms; null where the pack does not say. */
  readonly date: string | null;
}

export interface FiveStateScale {
  readonly id: FiveStateScaleId;
  /** Statements answered in the direction of the scale. */
  readonly raw: number;
  /** Their share, 0–100. */
  readonly score: number;
  /** A share of statements is no verdict; none is ever given. */
  readonly verdict: null;
  /** 50 + 10 (raw − mean) / SD in the norm group; null without one. */
  readonly t: number | null;
}

/** Pairs of opposed statements answered oppositely, as a sincere answer would. */
export interface AnswerConsistency {
  readonly opposed: number;
  readonly pairs: number;
  /** `opposed / pairs`, 0–1. */
  readonly index: number;
}

/** A profile, not a determination: `primary` is null below the margin of `conclude-five-state.ts`. */
export interface FiveStateConclusion {
  readonly primary: FiveState | null;
  readonly also: readonly FiveState[];
  readonly tendencies: readonly FiveState[];
  /** Chinese sentence for the report. */
  readonly text: string;
}

/** Tells the two kinds of results apart by their questionnaire. */
export function isFiveState(result: { readonly questionnaire: string }): result is FiveStateResult {
  return result.questionnaire === 'five-state-open' || result.questionnaire === 'five-state-licensed';
}

export interface FiveStateResult {
  readonly questionnaire: 'five-state-open' | 'five-state-licensed';
  readonly version: string;
  readonly scorer: { readonly name: string; readonly version: string; readonly sha256: string };
  /** Printed beside every result, such as 未经常模标准化. */
  readonly label: string;
  readonly scales: readonly FiveStateScale[];
  readonly consistency: AnswerConsistency | null;
  readonly norm: NormSource | null;
  readonly conclusion: FiveStateConclusion;
}
