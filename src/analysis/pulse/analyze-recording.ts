import type { PressureCurve, PulseAnalysis, PulseChannelFinding, PulseFinding } from '../../domain/finding.ts';
import type { Quality, QualityReason } from '../../domain/quality.ts';
import {
  PRESSURE_STEPS,
  type PressureStep,
  PULSE_POSITIONS,
  type PulsePosition,
  type PulseRecording,
  type PulseSegment,
} from '../../domain/waveform.ts';
import { analyzePulse } from './analyze-pulse.ts';
import { cleanStretches, type Stretch } from './clean-stretches.ts';
import { judgePulseQualities } from './judge-qualities.ts';
import { pressureCurve } from './pressure-curve.ts';
import { pulseMeasures } from './pulse-measures.ts';
import { median } from './statistics.ts';

/** A wave below this is not felt: 50 Pa is a fiftieth of an ordinary wave and a few times a sensor's noise. */
export const LEAST_RANGE_PA = 50;
const EXCERPT_S = 10;
/** Scores nearer than this are equal, and the larger amplitude decides. */
const SCORE_STEP = 0.05;

interface AnalysedChannel {
  readonly position: PulsePosition;
  readonly step: PressureStep;
  readonly samplesPa: Float32Array;
  readonly contactPressurePa: number;
  readonly analysis: PulseAnalysis;
}

/**
 * Analyses every position at every step over its longest undisturbed stretch; the best channel is the one of highest
 * quality and, among equals, of highest amplitude. `sensorAreaMm2` is the area over which the sensor's pressure acts; 0,
 * unknown, leaves angles and limits in grams unjudged. Throws what `analyzePulse` throws.
 */
export function analyzePulseRecording(recording: PulseRecording, sensorAreaMm2 = 0): PulseFinding {
  const gramForcePerUnit = gramForcePerPa(sensorAreaMm2);
  const channels = recording.segments.flatMap((segment) => analyseSegment(segment, gramForcePerUnit));
  const usable = channels.filter((channel) => channel.analysis.quality.usable);
  const best = usable.toSorted(byQualityThenAmplitude)[0] ?? null;
  const pressureCurves = PULSE_POSITIONS.map((position) => pressureCurve(position, curvePoints(usable, position)));
  return {
    wrist: recording.wrist,
    best: best && { position: best.position, step: best.step },
    analysis: best && withDepth(best.analysis, curveOf(pressureCurves, best.position), gramForcePerUnit),
    amplitudesPa: amplitudes(usable),
    channels: channels.map(toChannelFinding),
    pressureCurves,
    excerpt: best && {
      sampleRateHz: best.analysis.rateHz,
      samplesPa: Array.from(best.samplesPa.subarray(0, Math.floor(EXCERPT_S * best.analysis.rateHz))),
    },
    quality: best?.analysis.quality ?? unusableQuality(recording, channels),
  };
}

const M2_PER_MM2 = 1e-6;
const NEWTON_PER_GRAM_FORCE = 0.009_806_65;

function gramForcePerPa(sensorAreaMm2: number): number | null {
  return sensorAreaMm2 > 0 ? (sensorAreaMm2 * M2_PER_MM2) / NEWTON_PER_GRAM_FORCE : null;
}

function analyseSegment(segment: PulseSegment, gramForcePerUnit: number | null): AnalysedChannel[] {
  const stretch = longest(cleanStretches(segment));
  if (stretch === null) return [];
  return PULSE_POSITIONS.map((position) => {
    const samplesPa = segment.samplesPa[position].subarray(stretch.fromIndex, stretch.toIndex);
    const analysis = analyzePulse(samplesPa, segment.sampleRateHz, { leastRange: LEAST_RANGE_PA, gramForcePerUnit });
    const contact = segment.contactPressurePa[position].subarray(stretch.fromIndex, stretch.toIndex);
    return { position, step: segment.step, samplesPa, contactPressurePa: median(contact) ?? 0, analysis };
  });
}

/** The longest stretch of at least two samples. */
function longest(stretches: readonly Stretch[]): Stretch | null {
  const size = (stretch: Stretch) => stretch.toIndex - stretch.fromIndex;
  return stretches.filter((stretch) => size(stretch) >= 2).toSorted((a, b) => size(b) - size(a))[0] ?? null;
}

function byQualityThenAmplitude(a: AnalysedChannel, b: AnalysedChannel): number {
  const rank = ({ analysis }: AnalysedChannel) => Math.round(analysis.quality.score / SCORE_STEP);
  return rank(b) - rank(a) || (b.analysis.parameters.h1 ?? 0) - (a.analysis.parameters.h1 ?? 0);
}

function amplitudes(usable: readonly AnalysedChannel[]): PulseFinding['amplitudesPa'] {
  const h1 = (position: PulsePosition, step: PressureStep) =>
    usable.findLast((channel) => channel.position === position && channel.step === step)?.analysis.parameters.h1 ??
    null;
  const perStep = (position: PulsePosition) =>
    Object.fromEntries(PRESSURE_STEPS.map((step) => [step, h1(position, step)])) as Record<PressureStep, number | null>;
  return { cun: perStep('cun'), guan: perStep('guan'), chi: perStep('chi') };
}

function curvePoints(usable: readonly AnalysedChannel[], position: PulsePosition): PressureCurve['points'] {
  return usable.flatMap(({ step, contactPressurePa, analysis, ...channel }) =>
    channel.position === position && analysis.parameters.h1 !== null
      ? [{ step, pressurePa: contactPressurePa, amplitudePa: analysis.parameters.h1 }]
      : [],
  );
}

function curveOf(curves: readonly PressureCurve[], position: PulsePosition): PressureCurve | undefined {
  return curves.find((curve) => curve.position === position);
}

/** Depth is judged only where all three pressures gave a pulse: a missing one might have been the largest. */
function withDepth(
  analysis: PulseAnalysis,
  curve: PressureCurve | undefined,
  gramForcePerUnit: number | null,
): PulseAnalysis {
  const step = curve?.points.length === PRESSURE_STEPS.length ? curve.bestStep : null;
  const { rate, parameters, rhythm } = analysis;
  const measures = pulseMeasures(rate.bpm, parameters, rhythm.evidence ?? null, gramForcePerUnit);
  const depth = step === null ? null : PRESSURE_STEPS.indexOf(step);
  return { ...analysis, qualities: judgePulseQualities({ ...measures, 'best-pressure-step': depth }) };
}

/** A figure shows no hundredth of a pascal: the rest would only make every record larger. */
function toCentipascal(pressurePa: number): number {
  return Math.round(pressurePa * 100) / 100;
}

/** A figure needs no more points than this a second; a faster mean beat is thinned. */
const FIGURE_RATE_HZ = 250;

function toChannelFinding({ position, step, contactPressurePa, analysis }: AnalysedChannel): PulseChannelFinding {
  const { usable } = analysis.quality;
  const every = Math.max(1, Math.ceil(analysis.rateHz / FIGURE_RATE_HZ));
  return {
    position,
    step,
    contactPressurePa,
    quality: analysis.quality,
    amplitudePa: usable ? analysis.parameters.h1 : null,
    bpm: usable ? analysis.rate.bpm : null,
    beats: analysis.beatQuality?.filter((beat) => beat.usable).length ?? 0,
    ...(usable && analysis.spread ? { spread: shortened(analysis.spread) } : {}),
    rateHz: analysis.rateHz / every,
    meanBeatSamples: usable ? analysis.meanBeatSamples.filter((_, i) => i % every === 0).map(toCentipascal) : [],
  };
}

/** Five digits say more than any sensor, and keep the record small. */
const KEPT_DIGITS = 5;

function shortened(spread: NonNullable<PulseAnalysis['spread']>): NonNullable<PulseAnalysis['spread']> {
  const short = (value: number) => Number(value.toPrecision(KEPT_DIGITS));
  return Object.fromEntries(
    Object.entries(spread).map(([name, { mean, sd, count }]) => [
      name,
      { mean: short(mean), sd: sd === null ? null : short(sd), count },
    ]),
  );
}

/** Why nothing could be used: the reasons of all channels and of the instrument, most frequent first. */
function unusableQuality(recording: PulseRecording, channels: readonly AnalysedChannel[]): Quality {
  const reported = recording.segments.flatMap((segment) => segment.disturbed.map(({ kind }) => kind));
  const all: QualityReason[] = [...channels.flatMap(({ analysis }) => analysis.quality.reasons), ...reported];
  const counts = new Map<QualityReason, number>();
  for (const reason of all) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].toSorted((a, b) => b[1] - a[1]).map(([reason]) => reason);
  return { score: 0, usable: false, reasons: reasons.length > 0 ? reasons : ['too-short'] };
}
