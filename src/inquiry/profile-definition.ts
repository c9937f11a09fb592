import type { FiveStateResult, FiveStateScaleId } from '../domain/five-state.ts';

/** A yes/no questionnaire whose scales are counts of statements; no verdict follows from them. */
export interface ProfileDefinition {
  readonly id: FiveStateResult['questionnaire'];
  readonly version: string;
  /** Printed beside every result. */
  readonly label: string;
  readonly statements: readonly { readonly number: string; readonly text: string }[];
  readonly scales: readonly ProfileScale[];
  /** Pairs of statements that a sincere answer treats oppositely, by number; may be none. */
  readonly opposed: readonly (readonly [string, string])[];
}

export interface ProfileScale {
  readonly id: FiveStateScaleId;
  readonly name: string;
  readonly key: readonly KeyedStatement[];
}

export interface KeyedStatement {
  readonly number: string;
  /** True: 是 counts; false: 否 counts. */
  readonly countsYes: boolean;
}
