import type { BeatQuality, PulseAnalysis } from '../../domain/finding.ts';
import type { Quality, QualityReason } from '../../domain/quality.ts';
import { AnalysisError } from '../analysis-error.ts';
import { type AnalysisWave, analysisGrid, analysisWave, inputPosition } from './analysis-wave.ts';
import { type BeatBounds, beatBounds } from './beat-boundaries.ts';
import { pulseBand, systolicPeaks } from './beat-detection.ts';
import { judgeBeats, parameterSpread } from './beat-quality.ts';
import { type BeatWindow, createBeatWindow } from './beat-window.ts';
import { valueAt } from './extremum.ts';
import { beatFiducials, windowCapacity } from './fiducials.ts';
import { judgePulseQualities } from './judge-qualities.ts';
import { averageBeat, LIKENESS_LIMIT, type MeanBeat, mapPositions } from './mean-beat.ts';
import { isInverted } from './orientation.ts';
import { NO_PARAMETERS, pulseParameters } from './parameters.ts';
import { pulseMeasures } from './pulse-measures.ts';
import { isShapedLikeNoise } from './pulse-shape.ts';
import { assessRhythm, beatIntervals, RHYTHM_NOT_ASSESSABLE, rateBpm } from './rhythm.ts';
import { rhythmEvidence } from './rhythm-evidence.ts';
import { signalFaults } from './signal-quality.ts';
import { mean, median } from './statistics.ts';
import { outside, poorStretches, type Stretch, spansOf } from './unusable-spans.ts';

export interface PulseAnalysisOptions {
  /** Least usual range within one second, in the unit of the samples; below it the wave is `too-weak`. Default 0. */
  readonly leastRange?: number;
  /** Gram-force for one unit of the samples; angles and limits in grams stay unjudged without it. Default unknown. */
  readonly gramForcePerUnit?: number | null;
}

const LOWEST_RATE_HZ = 25;
const HIGHEST_RATE_HZ = 2000;

/** Shorter recordings, or ones with fewer complete beats, show waves but carry no finding. */
const LEAST_DURATION_S = 5;
const LEAST_BEATS = 4;
/** Below this likeness "beats" are chance humps of noise and none is reported: white and brown noise stay below it. */
const BELIEVED_LIKENESS = 0.7;
/** Humps of noise are less alike than this; the early beats of a bigeminy may have their shape, but repeat. */
const CERTAIN_LIKENESS = 0.99;
/** Fewer complete beats than this do not tell by their likeness. */
const LEAST_COMPARED = 3;
/** Share of the variance above the smoothed band at which a lone beat, which has no likeness, is noise. */
const NOISE_SHARE = 0.3;

/**
 * Analyses one channel of any unit at 25–2000 Hz in linear time. Poor input gives a not-usable quality with reasons.
 * Throws `analysis/rate-out-of-range`, `analysis/no-samples`, `analysis/sample-not-finite`.
 */
export function analyzePulse(
  samples: Float32Array | Float64Array,
  rateHz: number,
  options: PulseAnalysisOptions = {},
): PulseAnalysis {
  checkInput(samples, rateHz);
  const raw = samples instanceof Float64Array ? samples : new Float64Array(samples);
  const faults = signalFaults(raw, rateHz, options.leastRange ?? 0);
  if (faults.includes('no-contact')) return emptyAnalysis(raw, rateHz, faults);
  const grid = uprightWave(raw, rateHz);
  const window = createBeatWindow(windowCapacity(grid.rateHz));
  const bounds = beatBounds(systolicPeaks(grid.band, grid.rateHz), grid.wave, grid.rateHz);
  const average = averageBeat(grid.wave, bounds, window, grid.rateHz);
  if (!believed(average, bounds, grid))
    return emptyAnalysis(raw, rateHz, [...faults, 'noisy', ...shortness(raw, rateHz, LEAST_BEATS)]);
  return analysisOf({ raw, rateHz, faults, grid, average, window, ...trusted(bounds, average, grid, raw) }, options);
}

/** The wave on the grid of the analysis, and its band, turned upright. */
function uprightWave(raw: Float64Array, rateHz: number): AnalysisWave & { readonly band: Float64Array } {
  const grid = analysisGrid(raw, rateHz);
  const band = pulseBand(grid.samples, grid.rateHz);
  if (!isInverted(band, grid.rateHz)) return { ...analysisWave(grid), band };
  const turned = (values: Float64Array) => values.map((value) => -value);
  return { ...analysisWave({ ...grid, samples: turned(grid.samples) }), band: turned(band) };
}

interface TrustedBeats {
  /** Beats with a known end, before any were left out. */
  readonly complete: number;
  readonly bounds: readonly BeatBounds[];
  readonly qualities: readonly BeatQuality[] | null;
  /** Positions in the grid, in order. */
  readonly stretches: readonly Stretch[];
}

/** Leaves out the beats of stretches that cannot be trusted. With fewer than four complete ones nothing tells them. */
function trusted(
  bounds: readonly BeatBounds[],
  average: MeanBeat | null,
  grid: AnalysisWave,
  raw: Float64Array,
): TrustedBeats {
  const complete = bounds.filter(({ end }) => end !== null).length;
  if (average === null) return { complete, bounds, qualities: null, stretches: [] };
  const qualities = judgeBeats(grid, raw, bounds, average);
  if (complete < LEAST_BEATS) return { complete, bounds, qualities, stretches: [] };
  const stretches = poorStretches(bounds, qualities, grid);
  const kept = outside(bounds, stretches);
  return {
    complete,
    bounds: bounds.filter((_, i) => kept[i]),
    qualities: qualities.filter((_, i) => kept[i]),
    stretches,
  };
}

interface Found extends TrustedBeats {
  readonly raw: Float64Array;
  readonly rateHz: number;
  readonly faults: readonly QualityReason[];
  readonly grid: AnalysisWave;
  readonly average: MeanBeat | null;
  readonly window: BeatWindow;
}

function analysisOf(found: Found, { gramForcePerUnit = null }: PulseAnalysisOptions): PulseAnalysis {
  const { raw, rateHz, faults, grid, bounds, qualities, stretches, average, window } = found;
  const complete = bounds.filter((beat) => beat.end !== null);
  const likeness = average?.likeness ?? null;
  const noisy: QualityReason[] = likeness !== null && likeness < LIKENESS_LIMIT ? ['noisy'] : [];
  const few = complete.length < LEAST_BEATS && found.complete >= LEAST_BEATS && faults.length + noisy.length === 0;
  const lost = few ? new Set(stretches.flatMap(({ reasons }) => reasons)) : [];
  const quality = judged([...faults, ...noisy, ...shortness(raw, rateHz, found.complete), ...lost], average);
  const intervals = beatIntervals(bounds, grid.rateHz, stretches);
  const bpm = rateBpm(intervals);
  const usualLength = median(complete.map((beat) => (beat.end ?? 0) - beat.onset)) ?? Math.round(grid.rateHz);
  const beats = bounds.map((beat) => beatFiducials(grid.wave, window, beat, usualLength, grid.rateHz));
  const parameters = average
    ? pulseParameters(average.samples, average.fiducials, grid.rateHz, gramForcePerUnit)
    : NO_PARAMETERS;
  const rhythm = quality.usable ? rhythmOf(intervals) : RHYTHM_NOT_ASSESSABLE;
  return {
    rateHz,
    durationS: raw.length / rateHz,
    quality,
    beats: beats.map((beat) => mapPositions(beat, (index) => inputPosition(grid, index))),
    meanBeat:
      average && mapPositions(average.fiducials, (index) => inputPosition({ step: grid.step, start: 0 }, index)),
    meanBeatSamples: atInputRate(average?.samples ?? new Float64Array(0), grid.step),
    parameters,
    rate: { bpm },
    rhythm,
    ...(qualities
      ? {
          beatQuality: qualities.map(({ usable, reasons }) => ({ usable, reasons })),
          spread: parameterSpread(grid, bounds, beats, qualities),
        }
      : {}),
    ...(stretches.length > 0 ? { unusableSpans: spansOf(stretches, grid) } : {}),
    qualities: judgePulseQualities(
      quality.usable ? pulseMeasures(bpm, parameters, rhythm.evidence ?? null, gramForcePerUnit) : {},
    ),
  };
}

function atInputRate(samples: Float64Array, step: number): number[] {
  return Array.from({ length: Math.round(samples.length * step) }, (_, i) => valueAt(samples, i / step));
}

function rhythmOf(intervals: readonly (number | null)[]): PulseAnalysis['rhythm'] {
  const rhythm = assessRhythm(intervals);
  if (rhythm.pattern === 'not-assessable') return rhythm;
  return { ...rhythm, evidence: rhythmEvidence(intervals, rhythm) };
}

function checkInput(samples: Float32Array | Float64Array, rateHz: number): void {
  if (!(rateHz >= LOWEST_RATE_HZ && rateHz <= HIGHEST_RATE_HZ)) {
    throw new AnalysisError('analysis/rate-out-of-range', `${rateHz} Hz is not from 25 to 2000 Hz.`, { rateHz });
  }
  if (samples.length < 2) {
    throw new AnalysisError('analysis/no-samples', `${samples.length} samples hold no wave.`, {
      count: samples.length,
    });
  }
  let index = 0;
  while (index < samples.length && Number.isFinite(samples[index])) index += 1;
  if (index < samples.length)
    throw new AnalysisError('analysis/sample-not-finite', `Sample ${index} is not a finite number.`, { index });
}

function shortness(raw: Float64Array, rateHz: number, beats: number): QualityReason[] {
  return raw.length < LEAST_DURATION_S * rateHz || beats < LEAST_BEATS ? ['too-short'] : [];
}

/** Beats that repeat are a pulse. One or two are believed when little of the signal lies above the pulse band. */
function believed(average: MeanBeat | null, bounds: readonly BeatBounds[], { samples, wave }: AnalysisWave): boolean {
  const likeness = average?.likeness ?? 0;
  const compared = bounds.filter(({ end }) => end !== null).length >= LEAST_COMPARED;
  if (compared && likeness < CERTAIN_LIKENESS && isShapedLikeNoise(wave, bounds)) return false;
  if (likeness >= BELIEVED_LIKENESS) return true;
  if (compared) return false;
  const centre = mean(samples);
  let rest = 0;
  let all = 0;
  for (let i = 0; i < wave.length; i += 1) {
    rest += ((samples[i] as number) - (wave[i] as number)) ** 2;
    all += ((samples[i] as number) - centre) ** 2;
  }
  return rest <= NOISE_SHARE * all;
}

function judged(reasons: readonly QualityReason[], average: MeanBeat | null): Quality {
  const likeness = Math.max(0, average?.likeness ?? 0) * (average?.acceptedShare ?? 0);
  const usable = reasons.length === 0;
  return { score: usable ? likeness : likeness / 2, usable, reasons };
}

function emptyAnalysis(raw: Float64Array, rateHz: number, reasons: readonly QualityReason[]): PulseAnalysis {
  return {
    rateHz,
    durationS: raw.length / rateHz,
    quality: { score: 0, usable: false, reasons },
    beats: [],
    meanBeat: null,
    meanBeatSamples: [],
    parameters: NO_PARAMETERS,
    rate: { bpm: null },
    rhythm: RHYTHM_NOT_ASSESSABLE,
    qualities: judgePulseQualities({}),
  };
}
