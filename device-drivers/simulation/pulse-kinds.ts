import type { BeatShape, BeatWave } from './beat-wave.ts';

/** A synthetic kind of pulse. Shapes are drawn after the textbook descriptions; they are not recordings. */
export interface PulseKindModel extends BeatShape {
  /** Wave height at the best pressure under the middle finger, Pa. */
  readonly amplitudePa: number;
  /** Contact pressure at which the wave is largest, Pa: light for a floating pulse, firm for a weak one. */
  readonly bestPressurePa: number;
  /** Spread of the intervals around the set rate: standard deviation of a beat's own variation, as share of it. */
  readonly variability: number;
}

/** Outflow to the periphery: rises in systole and falls throughout diastole. */
const RUN_OFF: BeatWave = { height: 0.34, crestS: 0.3, riseS: 0.1, fallS: 0.32 };

const NORMAL: PulseKindModel = {
  waves: [
    { height: 1, crestS: 0.13, riseS: 0.042, fallS: 0.07 },
    { height: 0.42, crestS: 0.25, riseS: 0.05, fallS: 0.06 },
    { height: 0.24, crestS: 0.44, riseS: 0.04, fallS: 0.09 },
  ],
  runOff: RUN_OFF,
  amplitudePa: 2400,
  bestPressurePa: 15_000,
  variability: 0.012,
};

/** 平 滑 弦 弱 浮 沉. */
export const PULSE_KINDS = {
  normal: NORMAL,
  /** 滑: quick rise and fall, hardly a tidal wave, deep notch, tall dicrotic wave. */
  slippery: {
    ...NORMAL,
    waves: [
      { height: 1, crestS: 0.12, riseS: 0.038, fallS: 0.06 },
      { height: 0.16, crestS: 0.24, riseS: 0.05, fallS: 0.05 },
      { height: 0.36, crestS: 0.42, riseS: 0.045, fallS: 0.09 },
    ],
    runOff: { ...RUN_OFF, height: 0.26 },
    amplitudePa: 2900,
    bestPressurePa: 14_000,
  },
  /** 弦: high, early tidal wave that makes the crest broad; small dicrotic wave. */
  wiry: {
    ...NORMAL,
    waves: [
      { height: 1, crestS: 0.13, riseS: 0.042, fallS: 0.075 },
      { height: 0.52, crestS: 0.25, riseS: 0.055, fallS: 0.07 },
      { height: 0.12, crestS: 0.45, riseS: 0.04, fallS: 0.08 },
    ],
    runOff: { ...RUN_OFF, height: 0.38 },
    amplitudePa: 2600,
    bestPressurePa: 16_000,
    variability: 0.008,
  },
  /** 弱: the normal shape, small, felt only when pressed deep. */
  weak: { ...NORMAL, amplitudePa: 520, bestPressurePa: 20_000 },
  /** 浮: the normal shape, felt best with light pressure. */
  floating: { ...NORMAL, bestPressurePa: 9_500 },
  /** 沉: the normal shape, felt best when pressed deep. */
  deep: { ...NORMAL, bestPressurePa: 24_000 },
} as const satisfies Record<string, PulseKindModel>;

export type PulseKind = keyof typeof PULSE_KINDS;
