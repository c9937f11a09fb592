import { describe, expect, it } from 'vitest';
import { judgePulseQualities, type PulseMeasures } from '../../../src/analysis/pulse/judge-qualities.ts';
import { PULSE_QUALITY_RULES } from '../../../src/analysis/pulse/pulse-quality-rules.ts';

const RATES = new Set(['slow', 'leisurely', 'moderate', 'rapid', 'racing']);

function present(measures: PulseMeasures): string[] {
  return judgePulseQualities(measures)
    .filter(({ verdict }) => verdict === 'present')
    .map(({ name }) => name);
}

const verdictOf = (name: string, measures: PulseMeasures) =>
  judgePulseQualities(measures).find((quality) => quality.name === name)?.verdict;
const ratesAt = (bpm: number) => present({ 'mean-interval-s': 60 / bpm }).filter((name) => RATES.has(name));

describe('the rules of the rate', () => {
  it('leave no rate without a name and give none two', () => {
    for (let bpm = 20; bpm <= 220; bpm += 0.25) expect(ratesAt(bpm), `${bpm}`).toHaveLength(1);
  });

  it('hold their limits, without the published gap between 数 and 疾', () => {
    expect([59.9, 60, 67, 68, 90, 91, 119.9, 120, 122, 123].map((bpm) => ratesAt(bpm)[0])).toEqual([
      'slow',
      'leisurely',
      'leisurely',
      'moderate',
      'moderate',
      'rapid',
      'rapid',
      'racing',
      'racing',
      'racing',
    ]);
  });
});

describe('the rules of the pauses', () => {
  const irregular = { pauses: 4, 'pause-every-beats': 0, 'no-regular-pause': 1 };

  it('call pauses of a slow pulse 结 and of a rapid one 促, whatever the published limit of t says', () => {
    expect(present({ ...irregular, 'usual-interval-s': 0.95 })).toEqual(['knotted']);
    expect(present({ ...irregular, 'usual-interval-s': 0.6 })).toEqual(['abrupt']);
    expect(present({ ...irregular, 'usual-interval-s': 0.75 })).toEqual([]);
  });

  it('call regularly recurring pauses 代 at any rate', () => {
    const regular = { pauses: 4, 'pause-every-beats': 10, 'no-regular-pause': 0 };
    for (const usual of [0.6, 0.75, 0.95]) {
      expect(present({ ...regular, 'usual-interval-s': usual })).toEqual(['intermittent']);
    }
  });
});

describe('the rules of depth and shape', () => {
  it('take the pressure step of the largest pulse for depth', () => {
    expect([0, 1, 2].map((step) => present({ 'best-pressure-step': step }))).toEqual([['floating'], [], ['deep']]);
  });

  it('let several qualities stand side by side', () => {
    const wiry = { 'h3/h1': 0.8, 'w1/t': 0.25, 'h4/h1': 0.6, 'h5/h1': 0.02 };
    expect(present({ ...wiry, 'mean-interval-s': 0.55 })).toEqual(['rapid', 'wiry']);
    expect(verdictOf('wiry', { ...wiry, 'h5/h1': 0.06 })).toBe('absent');
  });

  it('do not judge 虚 and 实 without a scale to gram-force', () => {
    expect(verdictOf('empty', { 'mean-interval-s': 0.8 })).toBe('not-assessable');
    expect(verdictOf('full', {})).toBe('not-assessable');
    expect(verdictOf('full', { 'deep-h1-g': 31 })).toBe('present');
  });
});

describe('every rule', () => {
  it('concludes nothing from nothing', () => {
    expect(judgePulseQualities({}).map(({ verdict }) => verdict)).toEqual(
      PULSE_QUALITY_RULES.map(() => 'not-assessable'),
    );
  });

  it('names its value, its limit and its source', () => {
    expect(judgePulseQualities({ 'mean-interval-s': 0.8 })[2]).toMatchObject({
      rule: 'pulse/moderate@2026-11-25',
      value: 0.8,
      limit: 'mean-interval-s > 0.66 s, mean-interval-s <= 0.889 s',
    });
    for (const { source } of PULSE_QUALITY_RULES) expect(source.length).toBeGreaterThan(15);
  });
});
