import type { BeatFiducials } from '../../src/domain/finding.ts';
import {
  PRESSURE_STEPS,
  type PressureStep,
  PULSE_POSITIONS,
  type PulsePosition,
  type PulseRecording,
  type PulseSegment,
  type Wrist,
} from '../../src/domain/waveform.ts';
import { createSyntheticPulseSource, type PulseTruth, type SyntheticPulseOptions } from './pulse-generator.ts';

/** Samples that never arrived, in seconds from the first sample of a step. */
export interface SyntheticGap {
  readonly atS: number;
  readonly lostS: number;
}

export interface SyntheticRecordingOptions extends SyntheticPulseOptions {
  readonly wrist?: Wrist;
  /** Length of every step. */
  readonly durationS: number;
  readonly steps?: readonly PressureStep[];
  readonly gaps?: readonly SyntheticGap[];
  /** Whether the instrument tells of `disturbances.spans`, as one with a motion sensor does. */
  readonly reportsDisturbances?: boolean;
}

export interface SyntheticRecording {
  readonly recording: PulseRecording;
  /** Points as indexes into the samples that arrived; beats cut by a gap are left out. */
  readonly truth: Readonly<Record<PressureStep, PulseTruth>>;
}

/** Contact pressures of a real three-channel device: 80, 120 and 160 mmHg. */
const PRESSURE_PA: Readonly<Record<PressureStep, number>> = { floating: 10_665, middle: 15_998, deep: 21_331 };

/** Everything one wrist would give, with what is in it. */
export function syntheticRecording(options: SyntheticRecordingOptions): SyntheticRecording {
  const { wrist = 'left', steps = PRESSURE_STEPS } = options;
  const source = createSyntheticPulseSource(options);
  const count = Math.round(options.durationS * options.sampleRateHz);
  const made = steps.map((step) => {
    const context = { wrist, step, targetPressurePa: PRESSURE_PA[step] };
    const kept = keptIndexes(options, count);
    const segment = segmentOf(options, step, source.read(context, 0, count), kept);
    return { step, segment, truth: movedTruth(source.truthFor(context, 0, count), kept, count) };
  });
  const truths = Object.fromEntries(made.map(({ step, truth }) => [step, truth]));
  return {
    recording: { wrist, segments: made.map(({ segment }) => segment) },
    truth: truths as Record<PressureStep, PulseTruth>,
  };
}

/** Which of the samples arrived, in order. */
function keptIndexes({ gaps = [], sampleRateHz }: SyntheticRecordingOptions, count: number): number[] {
  const lost = (index: number) =>
    gaps.some(({ atS, lostS }) => index >= atS * sampleRateHz && index < (atS + lostS) * sampleRateHz);
  return Array.from({ length: count }, (_, index) => index).filter((index) => !lost(index));
}

function segmentOf(
  options: SyntheticRecordingOptions,
  step: PressureStep,
  samplesPa: Readonly<Record<PulsePosition, Float32Array>>,
  kept: readonly number[],
): PulseSegment {
  const perPosition = (make: (position: PulsePosition) => Float32Array) =>
    Object.fromEntries(PULSE_POSITIONS.map((position) => [position, make(position)])) as Record<
      PulsePosition,
      Float32Array
    >;
  return {
    step,
    targetPressurePa: PRESSURE_PA[step],
    startedAtDeviceUs: 0,
    sampleRateHz: options.sampleRateHz,
    samplesPa: perPosition((position) => Float32Array.from(kept, (index) => samplesPa[position][index] as number)),
    contactPressurePa: perPosition(() => new Float32Array(kept.length).fill(PRESSURE_PA[step])),
    gaps: kept.flatMap((index, i) => {
      const missingSamples = i === 0 ? index : index - (kept[i - 1] as number) - 1;
      return missingSamples > 0 ? [{ beforeIndex: i, missingSamples }] : [];
    }),
    disturbed: options.reportsDisturbances === true ? disturbedRanges(options, kept) : [],
  };
}

function disturbedRanges(
  { disturbances, sampleRateHz }: SyntheticRecordingOptions,
  kept: readonly number[],
): PulseSegment['disturbed'] {
  return (disturbances?.spans ?? []).map(({ kind, fromS, toS }) => ({
    kind,
    fromIndex: kept.findIndex((index) => index >= fromS * sampleRateHz),
    toIndex: kept.findLastIndex((index) => index < toS * sampleRateHz) + 1,
  }));
}

function movedTruth(truth: PulseTruth, kept: readonly number[], count: number): PulseTruth {
  if (kept.length === count) return truth;
  const places = new Map(kept.map((index, i) => [index, i]));
  const known = (index: number) => places.has(index);
  const to = (index: number | null) => (index === null ? null : (places.get(index) ?? null));
  return {
    ...truth,
    onsets: truth.onsets.filter(known).map((index) => places.get(index) as number),
    systolicPeaks: truth.systolicPeaks.filter(known).map((index) => places.get(index) as number),
    beats: truth.beats
      .filter((beat) => known(beat.onset) && known(beat.systolicPeak))
      .map(
        (beat) =>
          Object.fromEntries(Object.entries(beat).map(([name, at]) => [name, to(at)])) as unknown as BeatFiducials,
      ),
  };
}
