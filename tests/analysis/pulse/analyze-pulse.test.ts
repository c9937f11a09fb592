import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { PULSE_KINDS, type PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';
import { hashedNormal } from '../../../device-drivers/simulation/seeded-random.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';
import { AnalysisError } from '../../../src/analysis/analysis-error.ts';
import { analyzePulse } from '../../../src/analysis/pulse/analyze-pulse.ts';

const MIDDLE: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const KINDS = Object.keys(PULSE_KINDS) as PulseKind[];

function generated(kind: PulseKind, rateBpm: number, sampleRateHz: number, durationS = 20) {
  const source = createSyntheticPulseSource({ kind, rateBpm, seed: 11, sampleRateHz });
  const count = durationS * sampleRateHz;
  return { samples: source.read(MIDDLE, 0, count).guan, truth: source.truthFor(MIDDLE, 0, count) };
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AnalysisError) return error.code;
    throw error;
  }
  return 'no error';
}

const CASES = KINDS.flatMap((kind) => [45, 60, 75, 90, 110, 130].map((bpm) => [kind, bpm] as const));

/** The smoothing (12 Hz, then 50 ms) rounds a steep crest: that of the wiry wave is read up to 26 ms early. */
describe('beats of a generated pulse', () => {
  it.each(CASES)('%s at %i a minute: every beat within 26 ms, no other, the rate within 1', (kind, bpm) => {
    const { samples, truth } = generated(kind, bpm, 200);
    const analysis = analyzePulse(samples, 200);
    const margin = 80;
    const inner = (indexes: readonly number[]) => indexes.filter((i) => i > margin && i < samples.length - margin);
    const far = (index: number, others: readonly number[]) => Math.min(...others.map((o) => Math.abs(o - index))) > 5.2;
    const peaks = analysis.beats.map((beat) => beat.systolicPeak);
    const onsets = analysis.beats.map((beat) => beat.onset);
    expect(inner(truth.systolicPeaks).filter((peak) => far(peak, peaks))).toEqual([]);
    expect(inner(peaks).filter((peak) => far(peak, truth.systolicPeaks))).toEqual([]);
    expect(inner(truth.onsets).filter((onset) => far(onset, onsets))).toEqual([]);
    expect(Math.abs((analysis.rate.bpm ?? 0) - (truth.rateBpm ?? Number.NaN))).toBeLessThan(1);
    expect(analysis.quality).toMatchObject({ usable: true, reasons: [] });
  });

  it.each([25, 50, 100, 250, 500, 1000, 2000])('are found at %i Hz', (rateHz) => {
    const { samples, truth } = generated('normal', 72, rateHz, 12);
    const { beats, rate } = analyzePulse(samples, rateHz);
    expect(Math.abs((rate.bpm ?? 0) - (truth.rateBpm ?? Number.NaN))).toBeLessThan(1);
    expect(Math.abs(beats.length - truth.systolicPeaks.length)).toBeLessThanOrEqual(1);
  });

  it('put every point of a beat in its place', () => {
    const { samples } = generated('slippery', 66, 500);
    for (const beat of analyzePulse(samples, 500).beats.slice(1, -1)) {
      const order = [beat.onset, beat.a, beat.u, beat.b, beat.systolicPeak, beat.dicroticNotch, beat.diastolicPeak];
      expect(order).not.toContain(null);
      expect(beat.a as number).toBeLessThan(beat.u as number);
      expect(beat.onset).toBeLessThan(beat.systolicPeak);
      expect(beat.systolicPeak).toBeLessThan(beat.dicroticNotch as number);
      expect(beat.dicroticNotch as number).toBeLessThan(beat.diastolicPeak as number);
    }
  });
});

describe('what must not change the finding', () => {
  const { samples } = generated('normal', 72, 200);
  const plain = analyzePulse(samples, 200);
  const positions = (of: Float64Array) => analyzePulse(of, 200).beats.map((beat) => beat.systolicPeak);
  const expected = plain.beats.map((beat) => beat.systolicPeak);

  it('the unit', () => {
    const scaled = analyzePulse(
      Float64Array.from(samples, (v) => v * 0.001),
      200,
    );
    expect(scaled.beats).toEqual(plain.beats);
    expect(scaled.parameters.t1).toBeCloseTo(plain.parameters.t1 ?? Number.NaN, 9);
    expect(scaled.parameters.h1).toBeCloseTo((plain.parameters.h1 ?? Number.NaN) * 0.001, 6);
  });

  it('an offset', () => {
    expect(positions(Float64Array.from(samples, (v) => v + 1_000_000))).toEqual(expected);
  });

  it('a sensor that points the other way', () => {
    expect(positions(Float64Array.from(samples, (v) => -v))).toEqual(expected);
  });

  it('the number type', () => {
    expect(positions(Float64Array.from(samples))).toEqual(expected);
  });
});

describe('a known gram-force scale', () => {
  const { samples } = generated('normal', 72, 200);

  it('gives both angles; without it they are not known', () => {
    const { alphaDeg, thetaDeg } = analyzePulse(samples, 200, { gramForcePerUnit: 0.01 }).parameters.angles ?? {};
    expect(alphaDeg).toBeGreaterThan(45);
    expect(alphaDeg).toBeLessThan(90);
    expect(thetaDeg).toBeGreaterThan(0);
    expect(thetaDeg).toBeLessThan(90);
    expect(analyzePulse(samples, 200).parameters.angles).toEqual({ alphaDeg: null, thetaDeg: null });
  });
});

describe('what is not a pulse', () => {
  const nothingFound = { beats: [], meanBeat: null, rate: { bpm: null }, rhythm: { pattern: 'not-assessable' } };

  it('a constant signal: no contact', () => {
    const analysis = analyzePulse(new Float64Array(2000).fill(3.3), 100);
    expect(analysis).toMatchObject(nothingFound);
    expect(analysis.quality).toEqual({ score: 0, usable: false, reasons: ['no-contact'] });
  });

  it('two samples: too short', () => {
    const analysis = analyzePulse(Float64Array.of(1, 2), 100);
    expect(analysis).toMatchObject({ quality: { usable: false } });
    expect(analysis.quality.reasons).toContain('too-short');
    expect(analysis.beats).toEqual([]);
  });

  it.each(Array.from({ length: 20 }, (_, i) => i + 1))('white noise %i: noisy, without a made-up beat', (seed) => {
    const noise = Float64Array.from({ length: 3000 }, (_, i) => hashedNormal(seed, 0, i));
    const analysis = analyzePulse(noise, 100);
    expect(analysis).toMatchObject(nothingFound);
    expect(analysis.quality.reasons).toContain('noisy');
  });

  it.each(Array.from({ length: 20 }, (_, i) => i + 1))('a random walk %i: not usable', (seed) => {
    let level = 0;
    const walk = Float64Array.from({ length: 3000 }, (_, i) => {
      level += hashedNormal(seed, 1, i);
      return level;
    });
    expect(analyzePulse(walk, 100).quality.usable).toBe(false);
  });

  it('a minute of nothing but a moving hand: not usable, at twenty seeds', () => {
    const usable = Array.from({ length: 20 }, (_, i) => i + 1).filter((seed) => {
      const disturbances = { spans: [{ kind: 'motion', fromS: 0, toS: 60 }] } as const;
      const source = createSyntheticPulseSource({ kind: 'weak', seed, sampleRateHz: 100, disturbances });
      return analyzePulse(source.read(MIDDLE, 0, 6000).guan, 100).quality.usable;
    });
    expect(usable).toEqual([]);
  });

  it('a wave cut off at the top: saturated', () => {
    const { samples } = generated('normal', 72, 200);
    const cut = Float64Array.from(samples, (v) => Math.min(v, 900));
    expect(analyzePulse(cut, 200).quality).toMatchObject({ usable: false, reasons: ['saturated'] });
  });

  it('a wave below the least range: too weak', () => {
    const { samples } = generated('weak', 72, 200);
    expect(analyzePulse(samples, 200, { leastRange: 5000 }).quality.reasons).toContain('too-weak');
  });

  it('three seconds: waves are shown, nothing is concluded', () => {
    const analysis = analyzePulse(generated('normal', 72, 200, 3).samples, 200);
    expect(analysis.quality).toMatchObject({ usable: false, reasons: ['too-short'] });
    expect(analysis.beats.length).toBeGreaterThan(1);
    expect(analysis.rhythm.pattern).toBe('not-assessable');
    expect(analysis.qualities.every(({ verdict }) => verdict === 'not-assessable')).toBe(true);
  });
});

describe('input that is refused', () => {
  it.each([0, 24.9, 2001, -100, Number.NaN, Number.POSITIVE_INFINITY])('a rate of %d Hz', (rateHz) => {
    expect(codeOf(() => analyzePulse(new Float64Array(100), rateHz))).toBe('analysis/rate-out-of-range');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('a sample of %d', (bad) => {
    expect(codeOf(() => analyzePulse(Float64Array.of(1, bad, 2), 100))).toBe('analysis/sample-not-finite');
  });

  it('fewer than two samples', () => {
    expect(codeOf(() => analyzePulse(new Float64Array(1), 100))).toBe('analysis/no-samples');
  });
});

describe('rhythm and rate', () => {
  it('a regular pulse is regular, an irregular one constantly irregular', () => {
    expect(analyzePulse(generated('normal', 72, 200, 30).samples, 200).rhythm).toMatchObject({ pattern: 'regular' });
    const rhythm = 'constantly-irregular';
    const source = createSyntheticPulseSource({ kind: 'normal', rhythm, seed: 11, sampleRateHz: 200 });
    const irregular = analyzePulse(source.read(MIDDLE, 0, 6000).guan, 200).rhythm;
    expect(irregular).toMatchObject({ regular: false, pattern: 'constantly-irregular' });
  });

  it.each([
    [45, 'slow'],
    [75, 'moderate'],
    [110, 'rapid'],
    [130, 'racing'],
  ] as const)('%i a minute is %s and nothing else', (bpm, name) => {
    const { qualities } = analyzePulse(generated('normal', bpm, 200).samples, 200);
    expect(qualities.filter(({ verdict }) => verdict === 'present').map((quality) => quality.name)).toEqual([name]);
  });
});
