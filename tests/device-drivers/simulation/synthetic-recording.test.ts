import { describe, expect, it } from 'vitest';
import { syntheticRecording } from '../../../device-drivers/simulation/synthetic-recording.ts';

const PLAIN = { kind: 'normal', seed: 5, sampleRateHz: 200, durationS: 12 } as const;

function range(samples: Float32Array): number {
  return Math.max(...samples) - Math.min(...samples);
}

describe('a synthetic recording', () => {
  it('is the same for the same options, whatever was made before', () => {
    expect(syntheticRecording(PLAIN)).toEqual(syntheticRecording(PLAIN));
  });

  it('holds three positions at three pressures, the largest wave at the best pressure', () => {
    const { recording } = syntheticRecording(PLAIN);
    expect(recording.segments.map(({ step }) => step)).toEqual(['floating', 'middle', 'deep']);
    const [floating = 0, middle = 0, deep = 0] = recording.segments.map(({ samplesPa }) => range(samplesPa.guan));
    expect(middle).toBeGreaterThan(floating);
    expect(middle).toBeGreaterThan(deep);
    expect(range(recording.segments[1]?.samplesPa.chi ?? new Float32Array(1))).toBeLessThan(middle);
  });

  it('leaves out the samples of a gap, says how many, and moves the truth with them', () => {
    const whole = syntheticRecording(PLAIN);
    const cut = syntheticRecording({ ...PLAIN, gaps: [{ atS: 5, lostS: 0.5 }] });
    const segment = cut.recording.segments[1];
    expect(segment?.gaps).toEqual([{ beforeIndex: 1000, missingSamples: 100 }]);
    expect(segment?.samplesPa.guan).toHaveLength(2300);
    expect(segment?.samplesPa.guan[1000]).toBe(whole.recording.segments[1]?.samplesPa.guan[1100]);
    const late = (peaks: readonly number[]) => peaks.filter((peak) => peak > 1500);
    expect(late(cut.truth.middle.systolicPeaks.map((peak) => peak + 100)).slice(1)).toEqual(
      late(whole.truth.middle.systolicPeaks).slice(1),
    );
  });

  it('ends at the range of the sensor when it saturates', () => {
    const { recording } = syntheticRecording({ ...PLAIN, disturbances: { saturatesAtPa: 1200 } });
    expect(Math.max(...(recording.segments[1]?.samplesPa.guan ?? []))).toBe(1200);
  });

  it('loses the wave without contact, and swings far beyond it in motion', () => {
    const spans = [
      { kind: 'no-contact', fromS: 2, toS: 4 },
      { kind: 'motion', fromS: 6, toS: 8 },
    ] as const;
    const { recording } = syntheticRecording({ ...PLAIN, disturbances: { spans }, reportsDisturbances: true });
    const { samplesPa, disturbed } = recording.segments[1] ?? {};
    const part = (fromS: number, toS: number) =>
      range(samplesPa?.guan.subarray(fromS * 200, toS * 200) ?? new Float32Array(1));
    expect(part(2, 4)).toBeLessThan(60);
    expect(part(6, 8)).toBeGreaterThan(2 * part(0, 2));
    expect(disturbed).toEqual([
      { kind: 'no-contact', fromIndex: 400, toIndex: 800 },
      { kind: 'motion', fromIndex: 1200, toIndex: 1600 },
    ]);
  });
});
