import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import type { PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';
import { PULSE_RHYTHMS, type PulseRhythm } from '../../../device-drivers/simulation/pulse-rhythms.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';
import { syntheticRecording } from '../../../device-drivers/simulation/synthetic-recording.ts';
import { analyzePulse } from '../../../src/analysis/pulse/analyze-pulse.ts';
import { analyzePulseRecording } from '../../../src/analysis/pulse/analyze-recording.ts';
import type { PulseAnalysis } from '../../../src/domain/finding.ts';

const RATE_HZ = 100;
const DURATION_S = 60;
const MIDDLE: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const RHYTHMS = Object.keys(PULSE_RHYTHMS) as PulseRhythm[];
const CLASSICAL = new Set(['knotted', 'abrupt', 'intermittent']);
const SEEDS = [1, 2];

function analysed(rhythm: PulseRhythm, seed: number, rateBpm?: number): PulseAnalysis {
  const rate = rateBpm === undefined ? {} : { rateBpm };
  const source = createSyntheticPulseSource({ kind: 'normal', rhythm, seed, sampleRateHz: RATE_HZ, ...rate });
  return analyzePulse(source.read(MIDDLE, 0, DURATION_S * RATE_HZ).guan, RATE_HZ);
}

const present = ({ qualities }: Pick<PulseAnalysis, 'qualities'>) =>
  qualities.filter(({ verdict }) => verdict === 'present').map(({ name }) => name);

describe('the rhythm of a generated pulse', () => {
  it.each(RHYTHMS)('%s has its pattern and its classical name', (rhythm) => {
    const { pattern, classical } = PULSE_RHYTHMS[rhythm];
    for (const seed of SEEDS) {
      const analysis = analysed(rhythm, seed);
      expect(analysis.rhythm.pattern, `seed ${seed}`).toBe(pattern);
      expect(present(analysis).filter((name) => CLASSICAL.has(name))).toEqual(classical === null ? [] : [classical]);
    }
  });

  it('hints at an ECG for fibrillation alone', () => {
    const hints = RHYTHMS.filter((rhythm) => analysed(rhythm, 1).rhythm.evidence?.referForEcg === true);
    expect(hints).toEqual(['constantly-irregular']);
  });

  it('of the same pauses is 结 when slow, 促 when rapid and neither between', () => {
    const named = (bpm: number) => present(analysed('knotted', 2, bpm)).filter((name) => CLASSICAL.has(name));
    expect([50, 60, 75, 85, 100, 110].map((bpm) => named(bpm).join())).toEqual([
      'knotted',
      'knotted',
      '',
      '',
      'abrupt',
      'abrupt',
    ]);
  });

  it('names its group of beats', () => {
    const group = (rhythm: PulseRhythm) => analysed(rhythm, 1).rhythm.evidence?.patternBeats;
    expect([group('bigeminy'), group('trigeminy'), group('quadrigeminy')]).toEqual([2, 3, 4]);
  });

  it('is its mean rate where every second beat is early', () => {
    expect(Math.abs((analysed('bigeminy', 1).rate.bpm ?? 0) - 72)).toBeLessThan(2);
  });

  it.each(RHYTHMS)('%s is assessable and told from a regular one at any rate, shape and seed', (rhythm) => {
    const wave = fc.record({
      kind: fc.constantFrom<PulseKind>('normal', 'slippery', 'wiry'),
      // Early beats of a faster bigeminy lie within the dicrotic wave of the beat before.
      rateBpm: fc.integer({ min: 45, max: rhythm === 'bigeminy' ? 75 : 115 }),
      seed: fc.integer({ min: 1, max: 9999 }),
    });
    fc.assert(
      fc.property(wave, (options) => {
        const source = createSyntheticPulseSource({ ...options, rhythm, sampleRateHz: RATE_HZ });
        const analysis = analyzePulse(source.read(MIDDLE, 0, DURATION_S * RATE_HZ).guan, RATE_HZ);
        expect(analysis.quality).toMatchObject({ usable: true, reasons: [] });
        expect(analysis.rhythm.regular).toBe(PULSE_RHYTHMS[rhythm].pattern === 'regular');
        if (PULSE_RHYTHMS[rhythm].classical === 'intermittent') expect(present(analysis)).toContain('intermittent');
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it('of three kinds of beat has a mean of the beats that are alike', () => {
    const { beatQuality = [], spread } = analysed('trigeminy', 1);
    const share = beatQuality.filter(({ usable }) => usable).length / beatQuality.length;
    expect(share).toBeGreaterThan(0.3);
    expect((spread?.t1?.sd ?? 1) / (spread?.t1?.mean ?? 1)).toBeLessThan(0.15);
  });
});

const RATES = [
  [52, 'slow'],
  [64, 'leisurely'],
  [78, 'moderate'],
  [105, 'rapid'],
] as const;
const DEPTHS = [
  ['floating', ['floating']],
  ['normal', []],
  ['deep', ['deep']],
] as const satisfies readonly (readonly [PulseKind, readonly string[]])[];
const RHYTHM_OF = { regular: [], intermittent: ['intermittent'] } as const;

const COMBINATIONS = RATES.flatMap(([bpm, rate]) =>
  DEPTHS.flatMap(([kind, depth]) =>
    (['regular', 'intermittent'] as const).map(
      (rhythm) => [bpm, kind, rhythm, [rate, ...depth, ...RHYTHM_OF[rhythm]]] as const,
    ),
  ),
);

describe('qualities side by side', () => {
  it('are tried in 24 combinations', () => expect(COMBINATIONS).toHaveLength(24));

  it.each(COMBINATIONS)('%i a minute, %s, %s', (rateBpm, kind, rhythm, expected) => {
    const options = { kind, rhythm, rateBpm, seed: 7, sampleRateHz: RATE_HZ, durationS: 30 } as const;
    const { analysis } = analyzePulseRecording(syntheticRecording(options).recording);
    if (analysis === null) throw new Error('nothing usable');
    const judged = present(analysis).filter((name) => name !== 'wiry' && name !== 'slippery');
    expect(new Set(judged)).toEqual(new Set(expected));
  });
});
