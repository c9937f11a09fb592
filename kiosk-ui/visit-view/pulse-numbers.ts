import type { PulseAnalysis, PulseParameterName, PulseParameters } from '../../src/domain/finding.ts';
import { VISIT_TEXT } from './visit-text.ts';

const HEIGHTS = ['h1', 'h2', 'h3', 'h4', 'h5'] as const;
const TIMES = ['t1', 't2', 't3', 't4', 't5', 't', 'w1', 'w2'] as const;

export interface PulseNumber {
  readonly name: string;
  readonly words: string;
}

/** Heights in Pa without decimals, times in s with two; an em dash where not found. */
export function pulseNumber(parameters: PulseParameters, name: PulseParameterName): PulseNumber {
  const value = parameters[name];
  if (value === null) return { name, words: VISIT_TEXT.none };
  const isHeight = (HEIGHTS as readonly string[]).includes(name);
  return { name, words: isHeight ? `${Math.round(value)}` : value.toFixed(2) };
}

/** All heights, then all times and widths. */
export function pulseNumbers({ parameters }: PulseAnalysis): {
  readonly heights: readonly PulseNumber[];
  readonly times: readonly PulseNumber[];
} {
  return {
    heights: HEIGHTS.map((name) => pulseNumber(parameters, name)),
    times: TIMES.map((name) => pulseNumber(parameters, name)),
  };
}

/** The named qualities that are present, e.g. 数; a name this page does not know stands as its code. */
export function presentQualities(analysis: PulseAnalysis): readonly string[] {
  return analysis.qualities
    .filter((quality) => quality.verdict === 'present')
    .map((quality) => VISIT_TEXT.pulse.qualityName[quality.name] ?? quality.name);
}

export function rateWords(analysis: PulseAnalysis | null): string {
  const bpm = analysis?.rate.bpm ?? null;
  return bpm === null ? VISIT_TEXT.pulse.bpmUnknown : VISIT_TEXT.pulse.bpm(bpm);
}
