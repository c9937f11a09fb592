import { describe, expect, it } from 'vitest';
import { assessRhythm, rateBpm } from '../../../src/analysis/pulse/rhythm.ts';

const EVEN = Array.from({ length: 20 }, () => 0.8);

describe('rhythm', () => {
  it('of even intervals is regular', () => {
    expect(assessRhythm(EVEN)).toEqual({ regular: true, nrmssd: 0, pattern: 'regular' });
  });

  it('with one early beat and its pause is occasionally irregular', () => {
    expect(assessRhythm(EVEN.with(8, 0.45).with(9, 1.15)).pattern).toBe('occasionally-irregular');
  });

  it('that alternates is constantly irregular', () => {
    expect(assessRhythm(EVEN.map((s, i) => (i % 2 === 0 ? s : 0.55))).pattern).toBe('constantly-irregular');
  });

  it('of few intervals is not assessable', () => {
    expect(assessRhythm(EVEN.slice(0, 4)).pattern).toBe('not-assessable');
  });

  it('forms no difference across an interruption', () => {
    expect(assessRhythm([...EVEN, null, ...EVEN.map(() => 0.9)]).regular).toBe(true);
  });
});

describe('rate', () => {
  it('is 60 over the mean interval, without missed beats', () => {
    expect(rateBpm([0.8, 0.8, 1.6, 0.8, null, 0.8])).toBeCloseTo(75, 9);
  });

  it('counts both intervals of bigeminy', () => {
    expect(rateBpm(EVEN.map((_, i) => (i % 2 === 0 ? 0.5 : 1.1)))).toBeCloseTo(75, 9);
  });

  it('needs two intervals', () => {
    expect(rateBpm([0.8, null])).toBeNull();
  });
});
