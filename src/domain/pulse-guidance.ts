import type { PressureStep, PulsePosition } from './waveform.ts';

/** What to do with wrist or sensor right now; screens hold the words. `hold`: all is well. */
export type PulseAdvice =
  | 'hold'
  | 'place-wrist'
  | 'keep-still'
  | 'relax'
  | 'search'
  | 'press-harder'
  | 'press-lighter'
  | 'shift-towards-cun'
  | 'shift-towards-chi';

/** Amplitude of the strongest position at one contact pressure, Pa. */
export interface PressurePoint {
  readonly pressurePa: number;
  readonly amplitudePa: number;
}

/** Positioning aid for the seconds just measured, and what this wrist has shown since its capture began. */
export interface PulseGuidance {
  /** Range of the wave in the last second, Pa; null where it cannot be measured. */
  readonly amplitudePa: Readonly<Record<PulsePosition, number | null>>;
  readonly strongest: PulsePosition | null;
  readonly weakest: PulsePosition | null;
  /** Usual amplitude of each position at each pressure so far, Pa; null where there was none. */
  readonly byStepPa: Readonly<Record<PressureStep, Readonly<Record<PulsePosition, number | null>>>>;
  /** Amplitude–pressure curve of the strongest position, by rising pressure. */
  readonly pressureCurve: readonly PressurePoint[];
  /** Contact pressure at which the pulse is largest, Pa; null until the curve has a top. */
  readonly optimalPressurePa: number | null;
  readonly advice: PulseAdvice;
}
