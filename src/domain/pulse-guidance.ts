import type { PulsePosition } from './waveform.ts';

/** What to do with wrist or sensor right now; screens hold the words. */
export type PulseAdvice =
  | 'hold'
  | 'place-wrist'
  | 'keep-still'
  | 'press-harder'
  | 'press-lighter'
  | 'shift-towards-cun'
  | 'shift-towards-chi';

/** Positioning aid for the seconds just measured. */
export interface PulseGuidance {
  /** Range of the wave, Pa; null without contact. */
  readonly amplitudePa: Readonly<Record<PulsePosition, number | null>>;
  readonly strongest: PulsePosition | null;
  readonly weakest: PulsePosition | null;
  readonly advice: PulseAdvice;
}
