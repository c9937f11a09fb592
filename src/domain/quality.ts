/** Reasons are stable codes; screens hold the words and what to do about each. */
export type QualityReason =
  | 'no-contact'
  | 'motion'
  | 'saturated'
  | 'too-weak'
  | 'too-short'
  | 'irregular-sampling'
  | 'noisy'
  | 'no-tongue'
  | 'tongue-cut-off'
  | 'partly-out'
  | 'upside-down'
  | 'food-stained'
  | 'no-face'
  | 'face-cut-off'
  | 'face-turned'
  | 'uneven-light'
  | 'model-missing'
  | 'too-dark'
  | 'too-bright'
  | 'blurred'
  | 'colour-cast'
  | 'shine'
  | 'too-small'
  | 'uncalibrated';

/** Judgement of one capture. `score` runs from 0 (unusable) to 1; `usable` decides whether findings may be drawn. */
export interface Quality {
  readonly score: number;
  readonly usable: boolean;
  readonly reasons: readonly QualityReason[];
}
