import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import type { PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';
import type { PulseRhythm } from '../../../device-drivers/simulation/pulse-rhythms.ts';
import { hashedNormal } from '../../../device-drivers/simulation/seeded-random.ts';
import { syntheticRecording } from '../../../device-drivers/simulation/synthetic-recording.ts';
import { analyzePulse } from '../../../src/analysis/pulse/analyze-pulse.ts';

const RATE_HZ = 200;
const FROM = 20 * RATE_HZ;
const TO = 28 * RATE_HZ;

/** A minute of pulse in which eight seconds are replaced. */
function disturbed(replacement: (i: number) => number): Float64Array {
  const source = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 5, sampleRateHz: RATE_HZ });
  const context = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 } as const;
  const samples = Float64Array.from(source.read(context, 0, 60 * RATE_HZ).guan);
  for (let i = FROM; i < TO; i += 1) samples[i] = replacement(i);
  return samples;
}

describe.each([
  ['noise', (i: number) => 500 * hashedNormal(3, 0, i >> 4)],
  ['a lost sensor', () => 0],
] as const)('%s in the middle of a recording', (_, replacement) => {
  const { beats, unusableSpans = [], rate, beatQuality } = analyzePulse(disturbed(replacement), RATE_HZ);

  it('is named as an unusable span', () => {
    const covered = unusableSpans.reduce((sum, { from, to }) => sum + Math.min(to, TO) - Math.max(from, FROM), 0);
    expect(covered).toBeGreaterThan(0.7 * (TO - FROM));
  });

  it('gives no beat, but for one cut in half at its edge, and all beats around it', () => {
    const edge = 0.6 * RATE_HZ;
    const inside = beats.filter(({ systolicPeak }) => systolicPeak > FROM + edge && systolicPeak < TO - edge);
    expect(inside).toEqual([]);
    for (const { from, to } of unusableSpans)
      expect(beats.filter(({ systolicPeak }) => systolicPeak > from && systolicPeak < to)).toEqual([]);
    expect(beats.length).toBeGreaterThan((0.8 * (52 * 72)) / 60);
    expect(beatQuality).toHaveLength(beats.length);
  });

  it('leaves the rate as it is', () => {
    expect(Math.abs((rate.bpm ?? 0) - 72)).toBeLessThan(2);
  });
});

it('a recording without such a place names none', () => {
  const source = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 5, sampleRateHz: RATE_HZ });
  const samples = source.read({ wrist: 'left', step: 'middle', targetPressurePa: 15_998 }, 0, 30 * RATE_HZ).guan;
  expect(analyzePulse(samples, RATE_HZ).unusableSpans).toBeUndefined();
});

describe('whatever the wave and wherever it is lost', () => {
  const wave = fc.record({
    kind: fc.constantFrom<PulseKind>('normal', 'slippery', 'wiry'),
    rhythm: fc.constantFrom<PulseRhythm>('regular', 'constantly-irregular', 'ectopics', 'bigeminy', 'trigeminy'),
    sampleRateHz: fc.constantFrom(60, 100, 250, 1000),
    seed: fc.integer({ min: 1, max: 9999 }),
    fromS: fc.double({ min: 4, max: 20, noNaN: true }),
    lostS: fc.double({ min: 0.8, max: 7, noNaN: true }),
  });

  it.each(['no-contact', 'motion'] as const)('no beat is reported within %s', (disturbance) => {
    fc.assert(
      fc.property(wave, ({ fromS, lostS, ...options }) => {
        const spans = [{ kind: disturbance, fromS, toS: fromS + lostS }];
        const disturbances = { spans };
        const { recording } = syntheticRecording({ ...options, durationS: 40, steps: ['middle'], disturbances });
        const samples = recording.segments[0]?.samplesPa.guan ?? new Float32Array(2);
        const { beats, unusableSpans = [] } = analyzePulse(samples, options.sampleRateHz);
        for (const { from, to } of unusableSpans)
          expect(beats.filter(({ systolicPeak }) => systolicPeak > from && systolicPeak < to)).toEqual([]);
        // A hand that has nearly come to rest may let the last beat through; a wrist without a sensor has none.
        const edgeS = disturbance === 'motion' ? 0.5 : 0;
        const inside = beats.filter(
          ({ onset, systolicPeak }) =>
            onset / options.sampleRateHz > fromS + edgeS && systolicPeak / options.sampleRateHz < fromS + lostS - edgeS,
        );
        expect(inside).toEqual([]);
      }),
      { numRuns: 80, seed: 4 },
    );
  });
});
