import { describe, expect, it } from 'vitest';
import { judgePulseQualities, PULSE_QUALITY_RULES } from '../../../src/analysis/pulse/pulse-quality-rules.ts';

function present(bpm: number): string[] {
  return judgePulseQualities(bpm)
    .filter(({ verdict }) => verdict === 'present')
    .map(({ name }) => name);
}

describe('the rules of the rate', () => {
  it('leave no rate without a name and give none two', () => {
    for (let bpm = 20; bpm <= 220; bpm += 0.25) expect(present(bpm)).toHaveLength(1);
  });

  it('hold their limits', () => {
    expect([59.9, 60, 90, 91, 119.9, 120, 122].map((bpm) => present(bpm)[0])).toEqual([
      'slow',
      'moderate',
      'moderate',
      'rapid',
      'rapid',
      'racing',
      'racing',
    ]);
  });

  it('conclude nothing without a rate', () => {
    expect(judgePulseQualities(null).map(({ verdict }) => verdict)).toEqual(
      PULSE_QUALITY_RULES.map(() => 'not-assessable'),
    );
  });

  it('name rule, value and source', () => {
    expect(judgePulseQualities(75)[1]).toMatchObject({ rule: 'pulse/moderate@2026-11-22', value: 0.8 });
    for (const { source } of PULSE_QUALITY_RULES) expect(source.length).toBeGreaterThan(20);
  });
});
