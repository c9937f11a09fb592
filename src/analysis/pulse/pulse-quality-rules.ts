import type { PulseQuality } from '../../domain/finding.ts';

/** Date of this table; a change of any limit changes it. */
export const PULSE_QUALITY_RULES_VERSION = '2026-11-22';

/** A named quality is present while the value lies above `above` and at or below `upTo`. */
export interface PulseQualityRule {
  readonly id: string;
  /** Stable name; screens hold the words. */
  readonly name: 'slow' | 'moderate' | 'rapid' | 'racing';
  readonly chinese: string;
  readonly measure: 'mean-interval-s';
  readonly above: number;
  readonly upTo: number;
  readonly source: string;
}

const SOURCE = 'GaoJianbing/gaochengfu.github.io, PulseAmplitude.cpp (2015), which cites nothing';

/**
 * Rates only: for 细 洪 虚 实 缓 no numeric rule with a source exists, and those for 弦 滑 stand in device units.
 * The source leaves 0.49–0.50 s between 疾 and 数 and 0.66–1 s without a name; here 疾 reaches to 0.50 s and 平 fills
 * the rest, so that every interval has exactly one rate. Each rule is judged by itself: qualities are multi-label.
 */
export const PULSE_QUALITY_RULES: readonly PulseQualityRule[] = [
  rule('slow', '迟', 1, Number.POSITIVE_INFINITY, `${SOURCE}: t > 1 s`),
  rule('moderate', '平', 0.66, 1, `the interval left between 迟 and 数 by ${SOURCE}`),
  rule('rapid', '数', 0.5, 0.66, `${SOURCE}: 0.5 < t <= 0.66 s`),
  rule('racing', '疾', 0, 0.5, `${SOURCE}: t < 0.49 s, gap to 0.5 s closed`),
];

function rule(
  name: PulseQualityRule['name'],
  chinese: string,
  above: number,
  upTo: number,
  source: string,
): PulseQualityRule {
  return {
    id: `pulse/${name}@${PULSE_QUALITY_RULES_VERSION}`,
    name,
    chinese,
    measure: 'mean-interval-s',
    above,
    upTo,
    source,
  };
}

/** Judges every rule; `value` of each verdict is the mean interval in seconds. */
export function judgePulseQualities(bpm: number | null): PulseQuality[] {
  const value = bpm === null ? null : 60 / bpm;
  return PULSE_QUALITY_RULES.map(({ id, name, above, upTo }) => {
    const verdict = value === null ? 'not-assessable' : value > above && value <= upTo ? 'present' : 'absent';
    return { name, verdict, rule: id, value };
  });
}
