import { describe, expect, it } from 'vitest';
import type { DisturbedSpan, PulseDisturbances } from '../../../device-drivers/simulation/pulse-disturbances.ts';
import {
  createSyntheticPulseSource,
  type SyntheticPulseOptions,
} from '../../../device-drivers/simulation/pulse-generator.ts';
import { PULSE_RHYTHMS, type PulseRhythm } from '../../../device-drivers/simulation/pulse-rhythms.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';
import { createLivePulseMonitor, type LivePulseState } from '../../../src/analysis/pulse/live-quality.ts';

const RATE_HZ = 200;
const CONTEXT: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const TOUCHING = { cun: true, guan: true, chi: true };
const SEEDS = [1, 2, 3, 4, 5];

function statesOf(
  options: Partial<SyntheticPulseOptions>,
  durationS: number,
  inContact = TOUCHING,
  motion = false,
): LivePulseState[] {
  const rateHz = options.sampleRateHz ?? RATE_HZ;
  const source = createSyntheticPulseSource({ kind: 'normal', seed: 2, sampleRateHz: rateHz, ...options });
  const monitor = createLivePulseMonitor(rateHz);
  const hop = Math.round(rateHz / 10);
  return Array.from({ length: Math.round(durationS * 10) }, (_, i) =>
    monitor.push(source.read(CONTEXT, i * hop, hop), inContact, motion),
  );
}

const stateAfter = (durationS: number, inContact = TOUCHING, motion = false) =>
  statesOf({}, durationS, inContact, motion).at(-1) as LivePulseState;

/** Reasons at a time, seconds. */
const reasonsAt = (states: readonly LivePulseState[], timeS: number) =>
  states[Math.round(timeS * 10) - 1]?.quality.reasons ?? [];

const spansOf = (...spans: readonly DisturbedSpan[]): { readonly disturbances: PulseDisturbances } => ({
  disturbances: { spans },
});

describe('the live judgement', () => {
  it('is given after one second of data, not before', () => {
    expect(stateAfter(0.9).quality.reasons).toEqual(['too-short']);
    expect(stateAfter(1).quality).toEqual({ score: 1, usable: true, reasons: [] });
  });

  it('counts each beat once, to within the one not yet confirmed', () => {
    const source = createSyntheticPulseSource({ kind: 'normal', seed: 2, sampleRateHz: RATE_HZ });
    const truth = source.truthFor(CONTEXT, 0, 20 * RATE_HZ).systolicPeaks.length;
    expect(Math.abs(stateAfter(20).beats - truth)).toBeLessThanOrEqual(1);
  });

  it('names what the instrument says of motion and contact', () => {
    expect(stateAfter(2, TOUCHING, true).quality.reasons).toEqual(['motion']);
    expect(stateAfter(2, { cun: false, guan: false, chi: false }).quality.reasons).toEqual(['no-contact']);
  });

  it('is content with one clear position, and says that it is one of three', () => {
    const { quality } = stateAfter(2, { cun: false, guan: true, chi: false });
    expect(quality.usable).toBe(true);
    expect(quality.score).toBeCloseTo(1 / 3, 9);
  });

  it.each(Object.keys(PULSE_RHYTHMS) as PulseRhythm[])('finds nothing wrong with a clean %s pulse', (rhythm) => {
    for (const seed of [1, 2]) {
      const reasons = statesOf({ rhythm, seed }, 20)
        .slice(10)
        .flatMap(({ quality }) => quality.reasons);
      // For a second of a long pause there is no wave to be felt, and nothing tells it from a lost one.
      expect(reasons.filter((reason) => reason !== 'too-weak')).toEqual([]);
      expect(reasons.length).toBeLessThanOrEqual(rhythm === 'knotted' ? 12 : 0);
    }
  });

  it.each([25, 50, 100, 500, 2000])('finds nothing wrong with a clean pulse at %i Hz', (sampleRateHz) => {
    const states = statesOf({ sampleRateHz }, 6).slice(10);
    expect(states.filter(({ quality }) => !quality.usable)).toEqual([]);
  });
});

describe('a fault that the instrument does not report', () => {
  it.each(SEEDS)('motion is named within a second and forgotten within a second of its end (%i)', (seed) => {
    const states = statesOf({ seed, ...spansOf({ kind: 'motion', fromS: 6, toS: 9 }) }, 12);
    expect(reasonsAt(states, 5.9)).toEqual([]);
    expect(reasonsAt(states, 7)).toEqual(['motion']);
    expect(reasonsAt(states, 9)).toEqual(['motion']);
    expect(reasonsAt(states, 10.2)).toEqual([]);
  });

  it.each(SEEDS)('a wave that vanishes is named within a second (%i)', (seed) => {
    const states = statesOf({ seed, ...spansOf({ kind: 'no-contact', fromS: 6, toS: 9 }) }, 12);
    expect(reasonsAt(states, 7.1)).toEqual(['too-weak']);
    expect(reasonsAt(states, 10.2)).toEqual([]);
  });

  it('a sensor that stands still has no contact', () => {
    const monitor = createLivePulseMonitor(RATE_HZ);
    const still = () => new Float32Array(RATE_HZ).fill(3.5);
    const { quality } = monitor.push({ cun: still(), guan: still(), chi: still() }, TOUCHING, false);
    expect(quality.reasons).toEqual(['no-contact']);
  });

  it('saturation is named while crests are cut off', () => {
    const states = statesOf({ disturbances: { saturatesAtPa: 700 } }, 4).slice(15);
    expect(new Set(states.flatMap(({ quality }) => quality.reasons))).toEqual(new Set(['saturated']));
  });

  it.each([100, 200, 1000])('noise that buries the wave is named at %i Hz', (sampleRateHz) => {
    const noisePa = 1100 * Math.sqrt(sampleRateHz / 100);
    const states = statesOf({ sampleRateHz, disturbances: { noisePa } }, 4).slice(10);
    const noisy = states.filter(({ quality }) => quality.reasons.includes('noisy'));
    expect(noisy.length).toBeGreaterThan(0.9 * states.length);
  });
});
