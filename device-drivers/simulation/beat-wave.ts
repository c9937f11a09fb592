/** One wave of a beat: a bell with its own width before and after the crest. Times in seconds at 75 beats a minute. */
export interface BeatWave {
  readonly height: number;
  readonly crestS: number;
  readonly riseS: number;
  readonly fallS: number;
}

/** Start and length of one beat, seconds, and what the ventricle had to pump. */
export interface BeatTiming {
  readonly startS: number;
  readonly lengthS: number;
  /** Length of the beat before, which sets filling and systole. */
  readonly beforeS: number;
  /** Height of the beat as a share of the usual one. */
  readonly height: number;
}

/** The waves of a beat: percussion, tidal and dicrotic in systolic time, and the run-off beneath them. */
export interface BeatShape {
  /** Percussion has height 1. */
  readonly waves: readonly [BeatWave, BeatWave, BeatWave];
  /** The slow wave beneath them; its fall lasts through diastole. */
  readonly runOff: BeatWave;
}

/** The interval at which the models' times are given: 75 a minute. */
const MODEL_INTERVAL_S = 0.8;
/** Left-ventricular ejection time is 413 - 1.7 x rate ms at ordinary and slow rates (Weissler 1968). */
const EJECTION_MS = 413;
const EJECTION_MS_PER_BPM = 1.7;
const MODEL_EJECTION_MS = EJECTION_MS - (EJECTION_MS_PER_BPM * 60) / MODEL_INTERVAL_S;
/** The width changes from rise to fall over this share of the rise, so that every derivative exists. */
const BLEND_SHARE = 0.5;
/** A pause lets the wave run off no slower than one of this many usual beats. */
const LONGEST_FALL_SHARE = 2.5;
/** A wave has faded this many widths from its crest. */
const FADED_WIDTHS = 4;

/** How much longer systole is than at 75 a minute: after Weissler below that rate, with the square root (Bazett) above. */
export function systolicScale({ beforeS }: BeatTiming): number {
  if (beforeS <= MODEL_INTERVAL_S) return Math.sqrt(beforeS / MODEL_INTERVAL_S);
  return (EJECTION_MS - (EJECTION_MS_PER_BPM * 60) / beforeS) / MODEL_EJECTION_MS;
}

function fallScale(beat: BeatTiming): number {
  return Math.min(beat.lengthS / MODEL_INTERVAL_S / systolicScale(beat), LONGEST_FALL_SHARE);
}

/** When the beat has faded, seconds after its start. */
export function beatTailS({ waves, runOff }: BeatShape, beat: BeatTiming): number {
  const ends = [runOff.crestS + FADED_WIDTHS * runOff.fallS * fallScale(beat)];
  for (const { crestS, fallS } of waves) ends.push(crestS + FADED_WIDTHS * fallS);
  return systolicScale(beat) * Math.max(...ends);
}

/** The wave of one beat `timeS` after its start; smooth in time. */
export function beatAt({ waves, runOff }: BeatShape, beat: BeatTiming, timeS: number): number {
  const systolicS = timeS / systolicScale(beat);
  let sum = bellAt(runOff, systolicS, fallScale(beat));
  for (const wave of waves) sum += bellAt(wave, systolicS, 1);
  return beat.height * sum;
}

function bellAt({ height, crestS, riseS, fallS }: BeatWave, timeS: number, fallFactor: number): number {
  const fall = fallS * fallFactor;
  const side = Math.tanh((timeS - crestS) / (BLEND_SHARE * riseS));
  const width = (riseS + fall + side * (fall - riseS)) / 2;
  return height * Math.exp(-0.5 * ((timeS - crestS) / width) ** 2);
}
