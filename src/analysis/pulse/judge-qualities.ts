import type { PulseQuality } from '../../domain/finding.ts';
import { PULSE_QUALITY_RULES, type PulseMeasure, type PulseQualityRule, type RuleTerm } from './pulse-quality-rules.ts';

/** Values by measure; null or absent where a measure is not known. */
export type PulseMeasures = Readonly<Partial<Record<PulseMeasure, number | null>>>;

/** Judges every rule of the table. One failed term makes a rule absent even when others are unknown. */
export function judgePulseQualities(measures: PulseMeasures): PulseQuality[] {
  return PULSE_QUALITY_RULES.map((rule) => ({
    name: rule.name,
    verdict: verdictOf(rule, measures),
    rule: rule.id,
    value: measures[(rule.terms[0] as RuleTerm).measure] ?? null,
    limit: rule.terms.map(termText).join(', '),
    source: rule.source,
  }));
}

function verdictOf(rule: PulseQualityRule, measures: PulseMeasures): PulseQuality['verdict'] {
  const verdicts = rule.terms.map((term) => {
    const value = measures[term.measure] ?? null;
    return value === null ? null : holds(term, value);
  });
  if (verdicts.includes(false)) return 'absent';
  return verdicts.includes(null) ? 'not-assessable' : 'present';
}

function holds({ is, limit }: RuleTerm, value: number): boolean {
  switch (is) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
  }
}

function termText({ measure, is, limit, unit }: RuleTerm): string {
  return `${measure} ${is} ${Number(limit.toPrecision(3))}${unit === '1' ? '' : ` ${unit}`}`;
}
