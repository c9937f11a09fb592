import { PRESSURE_STEPS, PULSE_POSITIONS, type PulsePosition, type Wrist } from '../../src/domain/waveform.ts';
import { type BeatWave, PULSE_KINDS, type PulseKind, type PulseKindModel } from './pulse-kinds.ts';
import { BeatTimeline, type BeatTiming, BREATHS_PER_S } from './pulse-rhythm.ts';
import { hashedNormal } from './seeded-random.ts';
import type { PulseContext, PulseSource } from './sources.ts';

export interface SyntheticPulseOptions {
  readonly kind: PulseKind;
  /** Mean rate, 30–180 beats a minute. */
  readonly rateBpm: number;
  readonly seed: number;
  readonly sampleRateHz: number;
  /** What differs at one wrist. */
  readonly wrists?: Partial<Record<Wrist, { readonly kind?: PulseKind; readonly rateBpm?: number }>>;
}

/** What the generated wave contains: extremes of the wave without drift and noise, as sample indexes. */
export interface PulseTruth {
  readonly onsets: readonly number[];
  readonly systolicPeaks: readonly number[];
  /** 60 over the mean interval of the peaks; null with fewer than two. */
  readonly rateBpm: number | null;
}

export interface SyntheticPulseSource extends PulseSource {
  /** Onsets and peaks that fall on samples `fromIndex … fromIndex+count-1`; the same at all positions. */
  truthFor(context: PulseContext, fromIndex: number, count: number): PulseTruth;
}

/** 关 is strongest over the radial styloid; 寸 and 尺 give less. Chosen for the simulation. */
const POSITION_GAIN: Readonly<Record<PulsePosition, number>> = { cun: 0.82, guan: 1, chi: 0.7 };

/** Width of the amplitude–pressure curve (log-normal), so that the three steps differ visibly. Chosen for the simulation. */
const PRESSURE_SPREAD = 0.45;

/** Breathing changes the height of the wave by 4 % and moves its baseline; slow drift as of a settling cuff. */
const BREATHING_SHARE = 0.04;
const BREATHING_DRIFT_PA = 40;
const SLOW_DRIFT_PA = 60;
const SLOW_DRIFT_HZ = 0.031;
/** Standard deviation of the sensor's noise. */
const NOISE_PA = 6;

/** The interval at which the models' times are given: 75 a minute. */
const MODEL_INTERVAL_S = 0.8;
/** The contribution of a beat has faded after this many seconds at 75 a minute, and begins this long before its start. */
const BEAT_TAIL_S = 1.5;
/** The same at the slowest rate, 30 a minute. */
const LONGEST_TAIL_S = 4.5;
const BEAT_HEAD_S = 0.1;
const TRUTH_STEP_S = 0.0005;

/**
 * A synthetic radial pulse: each beat is the sum of percussion, tidal and dicrotic waves over a slow run-off
 * (`pulse-kinds.ts`), their times scaled with the square root of the interval as systole is (Bazett 1920),
 * those of the run-off with the interval.
 */
export function createSyntheticPulseSource(options: SyntheticPulseOptions): SyntheticPulseSource {
  const { kind, rateBpm, seed, sampleRateHz } = options;
  const timelines = new Map<string, BeatTimeline>();

  function at(context: PulseContext) {
    const own = options.wrists?.[context.wrist];
    const model = PULSE_KINDS[own?.kind ?? kind];
    const stream = streamOf(context);
    const key = String(stream);
    const timeline = timelines.get(key) ?? new BeatTimeline(model, own?.rateBpm ?? rateBpm, seed, stream);
    timelines.set(key, timeline);
    return { model, stream, timeline };
  }

  return {
    description: `synthetic ${kind} ${rateBpm}/min seed ${seed}`,
    synthetic: true,
    sampleRateHz,
    read(context, fromIndex, count) {
      const { model, stream, timeline } = at(context);
      const shape = cleanWave(model, timeline, fromIndex / sampleRateHz, 1 / sampleRateHz, count);
      const heightPa = model.amplitudePa * pressureGain(model, context.targetPressurePa);
      const perPosition = (position: PulsePosition, channel: number) =>
        Float32Array.from(shape, (value, i) => {
          const timeS = (fromIndex + i) / sampleRateHz;
          const noise = NOISE_PA * hashedNormal(seed, stream + 20 + channel, fromIndex + i);
          return value * heightPa * POSITION_GAIN[position] * breathing(timeS) + drift(timeS, stream) + noise;
        });
      return { cun: perPosition('cun', 0), guan: perPosition('guan', 1), chi: perPosition('chi', 2) };
    },
    truthFor(context, fromIndex, count) {
      const { model, timeline } = at(context);
      return truth(model, timeline, sampleRateHz, fromIndex, count);
    },
  };
}

function streamOf(context: PulseContext): number {
  return 100 * (1 + PRESSURE_STEPS.indexOf(context.step) + (context.wrist === 'left' ? 0 : PULSE_POSITIONS.length));
}

function pressureGain(model: PulseKindModel, pressurePa: number): number {
  if (pressurePa <= 0) return 0;
  return Math.exp(-0.5 * (Math.log(pressurePa / model.bestPressurePa) / PRESSURE_SPREAD) ** 2);
}

function breathing(timeS: number): number {
  return 1 + BREATHING_SHARE * Math.sin(2 * Math.PI * BREATHS_PER_S * timeS + 1);
}

function drift(timeS: number, stream: number): number {
  const slow = SLOW_DRIFT_PA * Math.sin(2 * Math.PI * SLOW_DRIFT_HZ * timeS + stream);
  return slow + BREATHING_DRIFT_PA * Math.sin(2 * Math.PI * BREATHS_PER_S * timeS);
}

/** The wave without drift and noise, percussion height 1, at `startS + i * stepS`. */
function cleanWave(
  model: PulseKindModel,
  timeline: BeatTimeline,
  startS: number,
  stepS: number,
  count: number,
): Float64Array {
  const wave = new Float64Array(count);
  const endS = startS + count * stepS;
  for (const beat of timeline.between(startS - LONGEST_TAIL_S, endS + BEAT_HEAD_S)) {
    const tailS = BEAT_TAIL_S * Math.max(1, beat.lengthS / MODEL_INTERVAL_S);
    const from = Math.max(0, Math.ceil((beat.startS - BEAT_HEAD_S - startS) / stepS));
    const to = Math.min(count, Math.floor((beat.startS + tailS - startS) / stepS) + 1);
    for (let i = from; i < to; i += 1) {
      wave[i] = (wave[i] as number) + beatAt(model, beat, startS + i * stepS - beat.startS);
    }
  }
  return wave;
}

function timeScale(beat: BeatTiming): number {
  return Math.sqrt(beat.lengthS / MODEL_INTERVAL_S);
}

function beatAt(model: PulseKindModel, beat: BeatTiming, timeS: number): number {
  const systolicS = timeS / timeScale(beat);
  let sum = waveAt(model.runOff, (timeS * MODEL_INTERVAL_S) / beat.lengthS);
  for (const wave of model.waves) sum += waveAt(wave, systolicS);
  return sum;
}

function waveAt({ height, crestS, riseS, fallS }: BeatWave, timeS: number): number {
  const width = timeS < crestS ? riseS : fallS;
  return height * Math.exp(-0.5 * ((timeS - crestS) / width) ** 2);
}

/** Extremes of the clean wave around each percussion wave, found on a fine grid. */
function truth(
  model: PulseKindModel,
  timeline: BeatTimeline,
  sampleRateHz: number,
  fromIndex: number,
  count: number,
): PulseTruth {
  const onsets: number[] = [];
  const systolicPeaks: number[] = [];
  const inside = (index: number) => index >= fromIndex && index < fromIndex + count;
  const crestS = model.waves[0].crestS;
  for (const beat of timeline.between(fromIndex / sampleRateHz - 1, (fromIndex + count) / sampleRateHz + 1)) {
    const crest = beat.startS + crestS * timeScale(beat);
    const peakS = crest + extremeOffset(model, timeline, crest, -0.05, 0.12, 1);
    const onsetS = crest + extremeOffset(model, timeline, crest, -0.3 * timeScale(beat), 0, -1);
    const peak = Math.round(peakS * sampleRateHz);
    const onset = Math.round(onsetS * sampleRateHz);
    if (inside(peak)) systolicPeaks.push(peak);
    if (inside(onset)) onsets.push(onset);
  }
  const first = systolicPeaks[0];
  const last = systolicPeaks.at(-1);
  const spanS = first === undefined || last === undefined ? 0 : (last - first) / sampleRateHz;
  return { onsets, systolicPeaks, rateBpm: spanS > 0 ? (60 * (systolicPeaks.length - 1)) / spanS : null };
}

function extremeOffset(
  model: PulseKindModel,
  timeline: BeatTimeline,
  originS: number,
  fromS: number,
  toS: number,
  sign: 1 | -1,
): number {
  const wave = cleanWave(model, timeline, originS + fromS, TRUTH_STEP_S, Math.round((toS - fromS) / TRUTH_STEP_S));
  let best = 0;
  wave.forEach((value, i) => {
    if (sign * value > sign * (wave[best] as number)) best = i;
  });
  return fromS + best * TRUTH_STEP_S;
}
