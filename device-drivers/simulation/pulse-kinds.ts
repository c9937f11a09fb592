/** One wave of a beat: a bell with its own width before and after the crest. Times in seconds at 75 beats a minute. */
export interface BeatWave {
  readonly height: number;
  readonly crestS: number;
  readonly riseS: number;
  readonly fallS: number;
}

/** A synthetic kind of pulse. Shapes are drawn after the textbook descriptions; they are not recordings. */
export interface PulseKindModel {
  /** Percussion, tidal and dicrotic wave, in this order. Percussion has height 1. */
  readonly waves: readonly [BeatWave, BeatWave, BeatWave];
  /** The slow wave beneath them. */
  readonly runOff: BeatWave;
  /** Wave height at the best pressure under the middle finger, Pa. */
  readonly amplitudePa: number;
  /** Contact pressure at which the wave is largest, Pa: light for a floating pulse, firm for a weak one. */
  readonly bestPressurePa: number;
  /** Spread of the intervals around the set rate: standard deviation of a beat's own variation, as share of it. */
  readonly variability: number;
  /** Share of the interval by which beats are scattered evenly and without pattern (0 for a regular pulse). */
  readonly irregularity: number;
}

/** Outflow to the periphery: falls throughout diastole, so its time axis follows the whole interval. */
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
  irregularity: 0,
};

/** 平 滑 弦 弱 and an irregular rhythm on the normal wave. */
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
  /** No two intervals alike, as in 结 代 促: each beat falls up to a quarter of the interval early or late. */
  irregular: { ...NORMAL, irregularity: 0.25 },
} as const satisfies Record<string, PulseKindModel>;

export type PulseKind = keyof typeof PULSE_KINDS;
