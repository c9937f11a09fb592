import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource, type PulseTruth } from '../../../device-drivers/simulation/pulse-generator.ts';
import { PULSE_RHYTHMS, type PulseRhythm } from '../../../device-drivers/simulation/pulse-rhythms.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';

const RATE_HZ = 500;
const MIDDLE: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const RHYTHMS = Object.keys(PULSE_RHYTHMS) as PulseRhythm[];

function truthOf(rhythm: PulseRhythm, rateBpm?: number, durationS = 60): PulseTruth {
  const rate = rateBpm === undefined ? {} : { rateBpm };
  const source = createSyntheticPulseSource({ kind: 'normal', rhythm, seed: 4, sampleRateHz: RATE_HZ, ...rate });
  return source.truthFor(MIDDLE, 0, durationS * RATE_HZ);
}

function intervals(rhythm: PulseRhythm, rateBpm?: number): number[] {
  const { systolicPeaks } = truthOf(rhythm, rateBpm);
  return systolicPeaks.slice(1).map((peak, i) => (peak - (systolicPeaks[i] as number)) / RATE_HZ);
}

function usual(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

describe('the synthetic rhythms', () => {
  it.each([25, 40, 72, 120, 160, 200])('reach %i beats a minute', (bpm) => {
    expect(Math.abs((truthOf('regular', bpm).rateBpm ?? 0) - bpm)).toBeLessThan(0.03 * bpm);
  });

  it('are even when regular, and move with the breath when respiratory', () => {
    const spread = (values: number[]) => Math.max(...values) - Math.min(...values);
    expect(spread(intervals('regular'))).toBeLessThan(0.12 * 0.83);
    expect(spread(intervals('respiratory'))).toBeGreaterThan(0.12 * 0.83);
  });

  it('pause in 结 and 促 at distances that follow no rule, and in 代 every fourth beat', () => {
    const distances = (rhythm: PulseRhythm) => {
      const all = intervals(rhythm);
      const pauses = all.flatMap((interval, i) => (interval > 1.5 * usual(all) ? [i] : []));
      return pauses.slice(1).map((at, i) => at - (pauses[i] as number));
    };
    expect(new Set(distances('knotted')).size).toBeGreaterThan(2);
    expect(new Set(distances('abrupt')).size).toBeGreaterThan(2);
    expect(new Set(distances('intermittent'))).toEqual(new Set([4]));
    expect(usual(intervals('knotted'))).toBeGreaterThan(1);
    expect(usual(intervals('abrupt'))).toBeLessThan(0.6);
  });

  it('leave a beat out now and then', () => {
    const all = intervals('missed-beats');
    const missing = all.filter((interval) => interval > 1.7 * usual(all));
    expect(missing.length).toBeGreaterThan(3);
    expect(missing.length).toBeLessThan(all.length / 5);
  });

  it('bring a premature beat, smaller than the others, and its pause', () => {
    const { systolicPeaks } = truthOf('bigeminy');
    const source = createSyntheticPulseSource({ kind: 'normal', rhythm: 'bigeminy', seed: 4, sampleRateHz: RATE_HZ });
    const wave = source.read(MIDDLE, 0, 60 * RATE_HZ).guan;
    const [first = 0, second = 0] = [0, 1].map((parity) =>
      usual(systolicPeaks.filter((_, i) => i % 2 === parity).map((at) => wave[at] as number)),
    );
    expect(Math.min(first, second)).toBeLessThan(0.9 * Math.max(first, second));
  });

  it('have no memory in fibrillation: an interval says nothing of the next', () => {
    const all = intervals('constantly-irregular');
    const mean = all.reduce((sum, interval) => sum + interval, 0) / all.length;
    const products = all
      .slice(1)
      .reduce((sum, interval, i) => sum + (interval - mean) * ((all[i] as number) - mean), 0);
    const squares = all.reduce((sum, interval) => sum + (interval - mean) ** 2, 0);
    expect(Math.abs(products / squares)).toBeLessThan(0.3);
    expect(Math.sqrt(squares / all.length) / mean).toBeGreaterThan(0.15);
  });
});

describe('the points of the generated beats', () => {
  it.each(RHYTHMS)('of a %s pulse lie in their order', (rhythm) => {
    for (const beat of truthOf(rhythm, undefined, 20).beats) {
      const early = [beat.onset, beat.a, beat.u, beat.b, beat.systolicPeak + 1] as number[];
      expect(early.toSorted((x, y) => x - y)).toEqual(early);
      const late = [beat.systolicPeak, beat.v, beat.e, beat.w, beat.f].filter((at) => at !== null);
      expect(late.toSorted((x, y) => x - y)).toEqual(late);
      expect(beat.p1 === null || beat.c === null || beat.p1 < beat.c).toBe(true);
    }
  });

  it('are the same at any rate of sampling, to the sample', () => {
    const at = (sampleRateHz: number) =>
      createSyntheticPulseSource({ kind: 'slippery', seed: 6, sampleRateHz }).truthFor(MIDDLE, 0, 10 * sampleRateHz);
    const [slow, fast] = [at(100).beats, at(1000).beats];
    expect(slow.length).toBeGreaterThan(8);
    slow.forEach((beat, i) => {
      for (const [name, index] of Object.entries(beat)) {
        const other = fast[i]?.[name as keyof typeof beat] ?? null;
        if (index !== null) expect(Math.abs(index * 10 - (other ?? Number.NaN)), name).toBeLessThanOrEqual(5.5);
      }
    });
  });

  it('are the extremes of the wave', () => {
    const source = createSyntheticPulseSource({
      kind: 'normal',
      seed: 3,
      sampleRateHz: 1000,
      disturbances: { noisePa: 0, driftPa: 0 },
    });
    const wave = source.read(MIDDLE, 0, 10_000).guan;
    for (const { onset, systolicPeak, dicroticNotch } of source.truthFor(MIDDLE, 1000, 8000).beats) {
      const around = (at: number, by: number) => wave.slice(at - by, at + by + 1);
      expect(Math.max(...around(systolicPeak, 30)) - (wave[systolicPeak] as number)).toBeLessThan(2);
      expect((wave[onset] as number) - Math.min(...around(onset, 30))).toBeLessThan(2);
      if (dicroticNotch !== null)
        expect((wave[dicroticNotch] as number) - Math.min(...around(dicroticNotch, 15))).toBeLessThan(2);
    }
  });
});
