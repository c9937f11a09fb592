import { PRESSURE_STEPS, PULSE_POSITIONS, type PulsePosition, type Wrist } from '../../src/domain/waveform.ts';
import { BeatTimeline } from './beat-timeline.ts';
import { cleanWave } from './clean-wave.ts';
import { disturbedSample, type PulseDisturbances } from './pulse-disturbances.ts';
import { PULSE_KINDS, type PulseKind, type PulseKindModel } from './pulse-kinds.ts';
import { PULSE_RHYTHMS, type PulseRhythm } from './pulse-rhythms.ts';
import { type PulseTruth, truthOf } from './pulse-truth.ts';
import type { PulseContext, PulseSource } from './sources.ts';

interface WristOptions {
  readonly kind: PulseKind;
  /** Usual rate, 25–200 beats a minute; that of the rhythm without one. */
  readonly rateBpm?: number;
  readonly rhythm?: PulseRhythm;
}

export interface SyntheticPulseOptions extends WristOptions {
  readonly seed: number;
  readonly sampleRateHz: number;
  /** What differs at one wrist. */
  readonly wrists?: Partial<Record<Wrist, Partial<WristOptions>>>;
  readonly disturbances?: PulseDisturbances;
  /** Height at each position as a share of the kind's; `POSITION_GAIN` without it. */
  readonly positionGain?: Readonly<Record<PulsePosition, number>>;
}

export type { PulseTruth } from './pulse-truth.ts';

export interface SyntheticPulseSource extends PulseSource {
  /** Points that fall on samples `fromIndex … fromIndex+count-1`; the same at all positions. */
  truthFor(context: PulseContext, fromIndex: number, count: number): PulseTruth;
}

/** 关 is strongest over the radial styloid; 寸 and 尺 give less. Chosen for the simulation. */
const POSITION_GAIN: Readonly<Record<PulsePosition, number>> = { cun: 0.82, guan: 1, chi: 0.7 };

/** Width of the amplitude–pressure curve (log-normal), so that the three steps differ visibly. Chosen for the simulation. */
const PRESSURE_SPREAD = 0.45;

/**
 * A synthetic radial pulse: each beat is the sum of percussion, tidal and dicrotic waves over a slow run-off
 * (`pulse-kinds.ts`), laid out by a rhythm (`pulse-rhythms.ts`), then disturbed (`pulse-disturbances.ts`). Its points are
 * known (`pulse-truth.ts`). Depends on options and sample index alone, so any order of reads gives the same samples.
 */
export function createSyntheticPulseSource(options: SyntheticPulseOptions): SyntheticPulseSource {
  const { kind, rhythm = 'regular', seed, sampleRateHz, disturbances = {}, positionGain = POSITION_GAIN } = options;
  const timelines = new Map<number, BeatTimeline>();

  function at(context: PulseContext) {
    const own = { ...options, ...options.wrists?.[context.wrist] };
    const model: PulseKindModel = PULSE_KINDS[own.kind];
    const rhythmModel = PULSE_RHYTHMS[own.rhythm ?? 'regular'];
    const stream = streamOf(context);
    const rateBpm = own.rateBpm ?? rhythmModel.bpm;
    const { variability } = model;
    const timeline =
      timelines.get(stream) ?? new BeatTimeline({ rhythm: rhythmModel, rateBpm, variability, seed, stream });
    timelines.set(stream, timeline);
    return { model, stream, timeline };
  }

  return {
    description: `synthetic ${kind} ${rhythm} ${options.rateBpm ?? PULSE_RHYTHMS[rhythm].bpm}/min seed ${seed}`,
    synthetic: true,
    sampleRateHz,
    read(context, fromIndex, count) {
      const { model, stream, timeline } = at(context);
      const shape = cleanWave(model, timeline, fromIndex / sampleRateHz, 1 / sampleRateHz, count);
      const heightPa = model.amplitudePa * pressureGain(model, context.targetPressurePa);
      const perPosition = (position: PulsePosition, channel: number) =>
        Float32Array.from(shape, (value, i) => {
          const index = fromIndex + i;
          const place = { timeS: index / sampleRateHz, position, seed, stream, channel, index };
          return disturbedSample(disturbances, value * heightPa * positionGain[position], place);
        });
      return { cun: perPosition('cun', 0), guan: perPosition('guan', 1), chi: perPosition('chi', 2) };
    },
    truthFor(context, fromIndex, count) {
      const { model, timeline } = at(context);
      return truthOf(model, timeline, sampleRateHz, fromIndex, count);
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
