import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { analyzePulseRecording } from '../../../src/analysis/pulse/analyze-recording.ts';
import { cleanStretches } from '../../../src/analysis/pulse/clean-stretches.ts';
import { PRESSURE_STEPS, type PressureStep, type PulseSegment } from '../../../src/domain/waveform.ts';

const RATE_HZ = 200;
const PRESSURE_PA = { floating: 10_665, middle: 15_998, deep: 21_331 };
const source = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 5, sampleRateHz: RATE_HZ });

function segment(step: PressureStep, changes: Partial<PulseSegment> = {}, durationS = 15): PulseSegment {
  const count = durationS * RATE_HZ;
  const contact = () => new Float32Array(count).fill(PRESSURE_PA[step]);
  return {
    step,
    targetPressurePa: PRESSURE_PA[step],
    startedAtDeviceUs: 0,
    sampleRateHz: RATE_HZ,
    samplesPa: source.read({ wrist: 'left', step, targetPressurePa: PRESSURE_PA[step] }, 0, count),
    contactPressurePa: { cun: contact(), guan: contact(), chi: contact() },
    gaps: [],
    disturbed: [],
    ...changes,
  };
}

describe('a recording of one wrist', () => {
  const finding = analyzePulseRecording({ wrist: 'left', segments: PRESSURE_STEPS.map((step) => segment(step)) });

  it('is judged by its best channel: the strongest of the equally good', () => {
    expect(finding.best).toEqual({ position: 'guan', step: 'middle' });
    expect(finding.quality.usable).toBe(true);
    expect(finding.analysis?.rate.bpm).toBeGreaterThan(70);
  });

  it('gives the amplitude in Pa at every position and pressure', () => {
    const { guan, chi } = finding.amplitudesPa;
    expect(guan.middle).toBeGreaterThan(1500);
    expect(guan.middle).toBeGreaterThan(guan.floating ?? Number.NaN);
    expect(chi.middle).toBeCloseTo((guan.middle ?? 0) * 0.7, -2);
  });

  it('gives every parameter of every channel at every pressure, with spread and number of beats', () => {
    expect(finding.channels).toHaveLength(9);
    for (const { beats, spread, amplitudePa } of finding.channels ?? []) {
      expect(Object.keys(spread ?? {})).toEqual(
        expect.arrayContaining(['h1', 'h4', 't1', 't4', 't', 'w1', 'as', 'ad']),
      );
      const { mean = 0, sd, count } = spread?.h1 ?? {};
      expect(count).toBe(beats);
      expect(sd).toBeGreaterThan(0);
      expect(mean / (amplitudePa ?? 0)).toBeCloseTo(1, 1);
    }
  });

  it('keeps at most ten seconds for the report', () => {
    expect(finding.excerpt?.samplesPa).toHaveLength(10 * RATE_HZ);
  });
});

describe('the area of the sensor', () => {
  const recording = { wrist: 'left', segments: PRESSURE_STEPS.map((step) => segment(step)) } as const;
  const limitInGrams = (sensorAreaMm2?: number) =>
    analyzePulseRecording(recording, sensorAreaMm2).analysis?.qualities.find(({ name }) => name === 'slippery');

  it('unknown, leaves angles open and what is stated in grams unjudged', () => {
    expect(analyzePulseRecording(recording).analysis?.parameters.angles).toEqual({ alphaDeg: null, thetaDeg: null });
    expect(limitInGrams()?.verdict).not.toBe('present');
  });

  it('gives angles at the stated drawing scale', () => {
    const { angles, h1, t1 } = analyzePulseRecording(recording, 50).analysis?.parameters ?? {};
    const riseMm = ((h1 ?? 0) * 50e-6 * 3.7) / 0.009_806_65;
    const expected = (Math.atan2(riseMm, 25 * (t1 ?? 0)) * 180) / Math.PI;
    expect(angles?.alphaDeg).toBeCloseTo(expected, 6);
    expect(angles?.thetaDeg).toBeGreaterThan(0);
    expect(limitInGrams(50)?.verdict).not.toBe('not-assessable');
  });
});

describe('interruptions', () => {
  it('cut a segment and nothing is analysed across them', () => {
    const cut = segment('middle', {
      gaps: [{ beforeIndex: 400, missingSamples: 9 }],
      disturbed: [
        { fromIndex: 1000, toIndex: 1100, kind: 'motion' },
        { fromIndex: 1050, toIndex: 1200, kind: 'no-contact' },
      ],
    });
    expect(cleanStretches(cut)).toEqual([
      { fromIndex: 0, toIndex: 400 },
      { fromIndex: 400, toIndex: 1000 },
      { fromIndex: 1200, toIndex: 3000 },
    ]);
    const finding = analyzePulseRecording({ wrist: 'left', segments: [cut] });
    expect(finding.analysis?.durationS).toBe(9);
  });

  it('that leave only scraps make the recording unusable, with the reasons', () => {
    const scraps = segment('middle', { disturbed: [{ fromIndex: 100, toIndex: 2900, kind: 'motion' }] });
    const finding = analyzePulseRecording({ wrist: 'left', segments: [scraps] });
    expect(finding).toMatchObject({ best: null, analysis: null, excerpt: null, quality: { usable: false } });
    expect(finding.quality.reasons).toEqual(expect.arrayContaining(['too-short', 'motion']));
    expect(finding.amplitudesPa.guan.middle).toBeNull();
  });

  it('are survived by an empty recording', () => {
    expect(analyzePulseRecording({ wrist: 'right', segments: [] }).quality).toEqual({
      score: 0,
      usable: false,
      reasons: ['too-short'],
    });
  });
});
