import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import type { PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';
import { AnalysisError } from '../../../src/analysis/analysis-error.ts';
import { analyzePulse } from '../../../src/analysis/pulse/analyze-pulse.ts';
import type { BeatFiducials, PulseAnalysis } from '../../../src/domain/finding.ts';

const MIDDLE: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const RUNS = { numRuns: 30, seed: 4 };

function generated({ bpm, seed, kind }: Wave, sampleRateHz: number, durationS = 12): Float32Array {
  const source = createSyntheticPulseSource({ kind, rateBpm: bpm, seed, sampleRateHz });
  return source.read(MIDDLE, 0, durationS * sampleRateHz).guan;
}

interface Wave {
  readonly bpm: number;
  readonly seed: number;
  readonly kind: PulseKind;
}

function points({ beats }: PulseAnalysis): number[][] {
  return beats.map((beat) => Object.values(beat).map((index) => index ?? -1));
}

function largestDifference(a: readonly number[][], b: readonly number[][]): number {
  expect(a.length).toBe(b.length);
  const all = a.flatMap((beat, i) => beat.map((index, k) => Math.abs(index - (b[i]?.[k] ?? Number.NaN))));
  return Math.max(0, ...all);
}

const wave = fc.record({
  bpm: fc.integer({ min: 50, max: 120 }),
  seed: fc.integer({ min: 1, max: 999 }),
  kind: fc.constantFrom<PulseKind>('normal', 'slippery', 'wiry'),
});

describe('whatever the wave', () => {
  it('a scale and an offset move no point by more than a hundredth of a sample', () => {
    fc.assert(
      fc.property(
        wave,
        fc.double({ min: 1e-4, max: 1e4, noNaN: true }),
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        (from, scale, offset) => {
          const samples = Float64Array.from(generated(from, 200));
          const moved = samples.map((value) => scale * (value + offset));
          const difference = largestDifference(points(analyzePulse(samples, 200)), points(analyzePulse(moved, 200)));
          expect(difference).toBeLessThanOrEqual(0.0101);
        },
      ),
      RUNS,
    );
  });

  it('an inverted sensor is recognised and gives the same points', () => {
    fc.assert(
      fc.property(wave, (from) => {
        const samples = Float64Array.from(generated(from, 200));
        const inverted = samples.map((value) => -value);
        expect(points(analyzePulse(inverted, 200))).toEqual(points(analyzePulse(samples, 200)));
      }),
      RUNS,
    );
  });

  it('100 Hz resampled to 1000 Hz keeps every point within 2 ms', () => {
    fc.assert(
      fc.property(wave, (from) => {
        const slow = Float64Array.from(generated(from, 100));
        const fast = tenfold(slow);
        const [a, b] = [analyzePulse(slow, 100).beats, analyzePulse(fast, 1000).beats];
        expect(a.length).toBe(b.length);
        for (const [i, beat] of a.slice(1, -1).entries()) {
          const other = b[i + 1] as BeatFiducials;
          for (const key of Object.keys(beat) as (keyof BeatFiducials)[]) {
            const [at, again] = [beat[key], other[key]];
            expect(again === null, key).toBe(at === null);
            if (at !== null && again !== null) expect(Math.abs(10 * at - again), key).toBeLessThanOrEqual(2);
          }
        }
      }),
      RUNS,
    );
  });
});

/** Band-limited interpolation: a windowed sinc over 16 samples on each side. */
function tenfold(samples: Float64Array): Float64Array {
  const last = samples.length - 1;
  return Float64Array.from({ length: 10 * last + 1 }, (_, k) => {
    const centre = Math.floor(k / 10);
    if (k % 10 === 0) return samples[centre] ?? 0;
    let sum = 0;
    let weights = 0;
    for (let i = centre - 15; i <= centre + 16; i += 1) {
      const x = k / 10 - i;
      const weight = (Math.sin(Math.PI * x) / (Math.PI * x)) * Math.cos((Math.PI * x) / 34) ** 2;
      weights += weight;
      sum += weight * (samples[Math.max(0, Math.min(last, i))] ?? 0);
    }
    return sum / weights;
  });
}

describe('whatever the samples', () => {
  const anySamples = fc.array(fc.oneof(fc.double(), fc.constant(3.3)), { maxLength: 400 });

  it('an analysis or a coded error comes back, and beats only from two samples on', () => {
    fc.assert(
      fc.property(anySamples, fc.oneof(fc.integer({ min: 25, max: 2000 }), fc.double()), (values, rateHz) => {
        try {
          const { beats, durationS, quality } = analyzePulse(Float64Array.from(values), rateHz);
          expect(durationS).toBeCloseTo(values.length / rateHz, 9);
          expect(quality.usable).toBe(quality.reasons.length === 0);
          for (const { onset, systolicPeak } of beats) expect(onset).toBeLessThan(systolicPeak);
        } catch (error) {
          if (!(error instanceof AnalysisError)) throw error;
        }
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('one value throughout is no contact, at any rate', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 25, max: 2000 }),
        (value, rateHz) => {
          const { beats, quality } = analyzePulse(new Float64Array(600).fill(value), rateHz);
          expect(beats).toEqual([]);
          expect(quality.reasons).toEqual(['no-contact']);
        },
      ),
      RUNS,
    );
  });
});
