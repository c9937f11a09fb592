import type { PulseAnalysis } from '../../domain/finding.ts';
import type { Quality, QualityReason } from '../../domain/quality.ts';
import { AnalysisError } from '../analysis-error.ts';
import { type AnalysisWave, analysisGrid, analysisWave, inputPosition } from './analysis-wave.ts';
import { type BeatBounds, beatBounds } from './beat-boundaries.ts';
import { pulseBand, systolicPeaks } from './beat-detection.ts';
import { judgeBeats } from './beat-quality.ts';
import { type BeatWindow, createBeatWindow } from './beat-window.ts';
import { valueAt } from './extremum.ts';
import { beatFiducials, windowCapacity } from './fiducials.ts';
import { judgePulseQualities } from './judge-qualities.ts';
import { averageBeat, LIKENESS_LIMIT, type MeanBeat, mapPositions } from './mean-beat.ts';
import { isInverted } from './orientation.ts';
import { NO_PARAMETERS, pulseParameters } from './parameters.ts';
import { pulseMeasures } from './pulse-measures.ts';
import { assessRhythm, beatIntervals, RHYTHM_NOT_ASSESSABLE, rateBpm } from './rhythm.ts';
import { rhythmEvidence } from './rhythm-evidence.ts';
import { signalFaults } from './signal-quality.ts';
import { mean, median } from './statistics.ts';

export interface PulseAnalysisOptions {
  /** Least usual range within one second, in the unit of the samples; below it the wave is `too-weak`. Default 0. */
  readonly leastRange?: number;
}

const LOWEST_RATE_HZ = 25;
const HIGHEST_RATE_HZ = 2000;

/** No driver states its sensor's effective area, without which a pressure is no force: rules in grams stay unjudged. */
const GRAM_FORCE_PER_UNIT = null;

/** Shorter recordings, or ones with fewer complete beats, show waves but carry no finding. */
const LEAST_DURATION_S = 5;
const LEAST_BEATS = 4;
/** Below this likeness "beats" are chance humps of noise and none is reported: white and brown noise stay below it. */
const BELIEVED_LIKENESS = 0.7;
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
  const raw = Float64Array.from(samples);
  const faults = signalFaults(raw, rateHz, options.leastRange ?? 0);
  if (faults.includes('no-contact')) return emptyAnalysis(raw, rateHz, faults);
  const grid = uprightWave(raw, rateHz);
  const window = createBeatWindow(windowCapacity(grid.rateHz));
  const bounds = beatBounds(systolicPeaks(grid.band, grid.rateHz), grid.wave, grid.rateHz);
  const average = averageBeat(grid.wave, bounds, window, grid.rateHz);
  if (!believed(average, bounds.filter(({ end }) => end !== null).length, grid))
    return emptyAnalysis(raw, rateHz, [...faults, 'noisy', ...shortness(raw, rateHz, LEAST_BEATS)]);
  return analysisOf({ raw, rateHz, faults, grid, bounds, average, window });
}

/** The wave on the grid of the analysis, and its band, turned upright. */
function uprightWave(raw: Float64Array, rateHz: number): AnalysisWave & { readonly band: Float64Array } {
  const grid = analysisGrid(raw, rateHz);
  const band = pulseBand(grid.samples, grid.rateHz);
  if (!isInverted(band)) return { ...analysisWave(grid), band };
  const turned = (values: Float64Array) => values.map((value) => -value);
  return { ...analysisWave({ ...grid, samples: turned(grid.samples) }), band: turned(band) };
}

interface Found {
  readonly raw: Float64Array;
  readonly rateHz: number;
  readonly faults: readonly QualityReason[];
  readonly grid: AnalysisWave;
  readonly bounds: readonly BeatBounds[];
  readonly average: MeanBeat | null;
  readonly window: BeatWindow;
}

function analysisOf({ raw, rateHz, faults, grid, bounds, average, window }: Found): PulseAnalysis {
  const complete = bounds.filter((beat) => beat.end !== null);
  const likeness = average?.likeness ?? null;
  const noisy: QualityReason[] = likeness !== null && likeness < LIKENESS_LIMIT ? ['noisy'] : [];
  const quality = judged([...faults, ...noisy, ...shortness(raw, rateHz, complete.length)], average);
  const intervals = beatIntervals(bounds, grid.rateHz);
  const bpm = rateBpm(intervals);
  const usualLength = median(complete.map((beat) => (beat.end ?? 0) - beat.onset)) ?? Math.round(grid.rateHz);
  const beats = bounds.map((beat) => beatFiducials(grid.wave, window, beat, usualLength, grid.rateHz));
  const parameters = average ? pulseParameters(average.samples, average.fiducials, grid.rateHz) : NO_PARAMETERS;
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
    ...(average ? judgeBeats(grid, raw, bounds, beats, average.samples) : {}),
    qualities: judgePulseQualities(
      quality.usable ? pulseMeasures(bpm, parameters, rhythm.evidence ?? null, GRAM_FORCE_PER_UNIT) : {},
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
  const index = samples.findIndex((value) => !Number.isFinite(value));
  if (index >= 0)
    throw new AnalysisError('analysis/sample-not-finite', `Sample ${index} is not a finite number.`, { index });
}

function shortness(raw: Float64Array, rateHz: number, beats: number): QualityReason[] {
  return raw.length < LEAST_DURATION_S * rateHz || beats < LEAST_BEATS ? ['too-short'] : [];
}

/** Beats that repeat are a pulse. One or two are believed when little of the signal lies above the pulse band. */
function believed(average: MeanBeat | null, complete: number, { samples, wave }: AnalysisWave): boolean {
  if ((average?.likeness ?? 0) >= BELIEVED_LIKENESS) return true;
  if (complete >= LEAST_COMPARED) return false;
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
