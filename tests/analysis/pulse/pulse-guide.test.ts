import { describe, expect, it } from 'vitest';
import type { PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';
import {
  type SyntheticRecordingOptions,
  syntheticRecording,
} from '../../../device-drivers/simulation/synthetic-recording.ts';
import { createLivePulseMonitor } from '../../../src/analysis/pulse/live-quality.ts';
import { type AdviceFacts, pulseAdvice } from '../../../src/analysis/pulse/pulse-advice.ts';
import { createPulseGuide } from '../../../src/analysis/pulse/pulse-guide.ts';
import type { PulseGuidance } from '../../../src/domain/pulse-guidance.ts';
import type { PulsePosition } from '../../../src/domain/waveform.ts';

const RATE_HZ = 200;
const TOUCHING = { cun: true, guan: true, chi: true };
const CLEAR = { score: 1, usable: true, reasons: [] };

/** What the guide says at the end of each step. */
function guided(options: Partial<SyntheticRecordingOptions>): PulseGuidance[] {
  const guide = createPulseGuide();
  const { recording } = syntheticRecording({
    kind: 'normal',
    seed: 8,
    sampleRateHz: RATE_HZ,
    durationS: 8,
    ...options,
  });
  return recording.segments.map(({ step, samplesPa, targetPressurePa }) => {
    const monitor = createLivePulseMonitor(RATE_HZ);
    const contactPressurePa = { cun: targetPressurePa, guan: targetPressurePa, chi: targetPressurePa };
    let said: PulseGuidance | null = null;
    for (let from = 0; from < samplesPa.guan.length; from += 20) {
      const batch = (position: PulsePosition) => samplesPa[position].subarray(from, from + 20);
      const samples = { cun: batch('cun'), guan: batch('guan'), chi: batch('chi') };
      said = guide.observe(monitor.push(samples, TOUCHING, false), { step, contactPressurePa, targetPressurePa });
    }
    if (said === null) throw new Error('nothing was said');
    return said;
  });
}

const facts = (changes: Partial<AdviceFacts>): AdviceFacts => ({
  quality: CLEAR,
  amplitudePa: { cun: 1900, guan: 2300, chi: 1600 },
  contactPressurePa: 15_998,
  targetPressurePa: 15_998,
  ...changes,
});
const faulty = (...reasons: AdviceFacts['quality']['reasons']) => ({ quality: { score: 0, usable: false, reasons } });

describe('the positioning aid', () => {
  it('names the strongest and the weakest position, with their amplitudes', () => {
    const [, middle] = guided({});
    expect(middle).toMatchObject({ strongest: 'guan', weakest: 'chi', advice: 'hold' });
    expect(middle?.amplitudePa.guan).toBeGreaterThan(1500);
  });

  it('remembers every position at every pressure of the wrist', () => {
    const [floating, , deep] = guided({});
    expect(floating?.byStepPa.deep.guan).toBeNull();
    const { byStepPa } = deep as PulseGuidance;
    expect(byStepPa.middle.guan).toBeGreaterThan(byStepPa.floating.guan ?? Number.NaN);
    expect(byStepPa.middle.chi).toBeLessThan(byStepPa.middle.cun ?? Number.NaN);
  });

  it.each<[PulseKind, number | null]>([
    ['normal', 15_000],
    ['slippery', 14_000],
    ['wiry', 16_000],
    ['floating', null],
    ['deep', null],
  ])('finds the best contact pressure of a %s pulse within 2 kPa, and none beyond its steps', (kind, truePa) => {
    const { optimalPressurePa } = guided({ kind }).at(-1) as PulseGuidance;
    if (truePa === null) expect(optimalPressurePa).toBeNull();
    else expect(Math.abs((optimalPressurePa ?? Number.NaN) - truePa)).toBeLessThan(2_000);
  });

  it('says nothing before a second was measured', () => {
    const monitor = createLivePulseMonitor(RATE_HZ);
    const empty = { cun: new Float32Array(19), guan: new Float32Array(19), chi: new Float32Array(19) };
    const context = { step: 'middle', contactPressurePa: { cun: 0, guan: 0, chi: 0 }, targetPressurePa: null } as const;
    expect(createPulseGuide().observe(monitor.push(empty, TOUCHING, false), context)).toBeNull();
  });

  it('asks to shift along the arm when one end is missing, and not for a merely strong 寸', () => {
    expect(guided({ positionGain: { cun: 1, guan: 0.6, chi: 0.05 } })[1]?.advice).toBe('shift-towards-cun');
    expect(guided({ positionGain: { cun: 0.05, guan: 0.6, chi: 1 } })[1]?.advice).toBe('shift-towards-chi');
    expect(guided({ positionGain: { cun: 1, guan: 0.9, chi: 0.6 } })[1]?.advice).toBe('hold');
  });

  it('asks to search where nothing is felt', () => {
    expect(guided({ positionGain: { cun: 0, guan: 0, chi: 0 } })[1]?.advice).toBe('search');
  });
});

describe('the advice', () => {
  it.each([
    ['hold', facts({})],
    ['place-wrist', facts(faulty('no-contact'))],
    ['keep-still', facts(faulty('motion'))],
    ['press-lighter', facts(faulty('saturated'))],
    ['press-lighter', facts({ contactPressurePa: 22_000 })],
    ['press-harder', facts({ contactPressurePa: 9_000 })],
    ['relax', facts(faulty('noisy'))],
    ['search', facts(faulty('too-weak'))],
    ['hold', facts({ contactPressurePa: 9_000, targetPressurePa: null })],
  ] as const)('is to %s', (advice, given) => {
    expect(pulseAdvice(given)).toBe(advice);
  });
});
