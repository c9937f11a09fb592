import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { PULSE_KINDS, type PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';

const MIDDLE: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const KINDS = Object.keys(PULSE_KINDS) as PulseKind[];

function source(kind: PulseKind, rateBpm = 72, seed = 7) {
  return createSyntheticPulseSource({ kind, rateBpm, seed, sampleRateHz: 200 });
}

function range(samples: Float32Array): number {
  return Math.max(...samples) - Math.min(...samples);
}

describe('the synthetic pulse', () => {
  it.each(KINDS)('%s gives the same samples whatever the order and size of the reads', (kind) => {
    const whole = source(kind).read(MIDDLE, 0, 1000);
    const late = source(kind);
    const tail = late.read(MIDDLE, 600, 400);
    const head = late.read(MIDDLE, 0, 600);
    for (const position of ['cun', 'guan', 'chi'] as const) {
      expect([...head[position], ...tail[position]]).toEqual([...whole[position]]);
    }
  });

  it('differs between seeds, wrists and steps', () => {
    const left = source('normal').read(MIDDLE, 0, 200).guan;
    expect(source('normal', 72, 8).read(MIDDLE, 0, 200).guan).not.toEqual(left);
    expect(source('normal').read({ ...MIDDLE, wrist: 'right' }, 0, 200).guan).not.toEqual(left);
    expect(source('normal').read({ ...MIDDLE, step: 'deep' }, 0, 200).guan).not.toEqual(left);
  });

  it('is largest near the best pressure of its kind and fades on both sides', () => {
    const heights = [5_000, 15_000, 60_000].map((targetPressurePa) =>
      range(source('normal').read({ ...MIDDLE, targetPressurePa }, 0, 1000).guan),
    );
    expect(heights[1]).toBeGreaterThan(heights[0] as number);
    expect(heights[1]).toBeGreaterThan(heights[2] as number);
  });

  it('finds a weak pulse larger deep than floating', () => {
    const floating = source('weak').read({ ...MIDDLE, step: 'floating', targetPressurePa: 10_665 }, 0, 1000).guan;
    const deep = source('weak').read({ ...MIDDLE, step: 'deep', targetPressurePa: 21_331 }, 0, 1000).guan;
    expect(range(deep)).toBeGreaterThan(range(floating));
  });

  it('gives each wrist its own kind and rate when asked to', () => {
    const both = createSyntheticPulseSource({
      kind: 'normal',
      rateBpm: 60,
      seed: 1,
      sampleRateHz: 200,
      wrists: { right: { rateBpm: 100 } },
    });
    expect(both.truthFor(MIDDLE, 0, 12_000).rateBpm).toBeCloseTo(60, -0.5);
    expect(both.truthFor({ ...MIDDLE, wrist: 'right' }, 0, 12_000).rateBpm).toBeCloseTo(100, -0.5);
  });

  it('states an onset before every peak, within the asked samples only', () => {
    const { onsets, systolicPeaks } = source('slippery').truthFor(MIDDLE, 500, 2000);
    expect(systolicPeaks.length).toBeGreaterThan(8);
    for (const index of [...onsets, ...systolicPeaks]) expect(index >= 500 && index < 2500).toBe(true);
    for (const peak of systolicPeaks.slice(1)) expect(onsets.some((o) => peak - o > 10 && peak - o < 60)).toBe(true);
  });

  it('says that it is synthetic', () => {
    expect(source('wiry').synthetic).toBe(true);
    expect(source('wiry').description).toBe('synthetic wiry regular 72/min seed 7');
  });
});
