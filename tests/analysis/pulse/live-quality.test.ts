import { describe, expect, it } from 'vitest';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import type { PulseContext } from '../../../device-drivers/simulation/sources.ts';
import { createLivePulseMonitor, type LivePulseState } from '../../../src/analysis/pulse/live-quality.ts';

const RATE_HZ = 200;
const BATCH = 20;
const CONTEXT: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_998 };
const TOUCHING = { cun: true, guan: true, chi: true };
const source = createSyntheticPulseSource({ kind: 'normal', rateBpm: 72, seed: 2, sampleRateHz: RATE_HZ });

function stateAfter(durationS: number, inContact = TOUCHING, motion = false): LivePulseState {
  const monitor = createLivePulseMonitor(RATE_HZ);
  let state: LivePulseState | null = null;
  for (let from = 0; from < durationS * RATE_HZ; from += BATCH) {
    state = monitor.push(source.read(CONTEXT, from, BATCH), inContact, motion);
  }
  if (state === null) throw new Error('no batch was pushed');
  return state;
}

describe('the live judgement', () => {
  it('is given after one second of data, not before', () => {
    expect(stateAfter(0.9).quality.reasons).toEqual(['too-short']);
    expect(stateAfter(1).quality).toEqual({ score: 1, usable: true, reasons: [] });
  });

  it('counts each beat once, to within the one not yet confirmed', () => {
    const truth = source.truthFor(CONTEXT, 0, 20 * RATE_HZ).systolicPeaks.length;
    expect(Math.abs(stateAfter(20).beats - truth)).toBeLessThanOrEqual(1);
  });

  it('names motion and lost contact', () => {
    expect(stateAfter(2, TOUCHING, true).quality.reasons).toEqual(['motion']);
    expect(stateAfter(2, { cun: false, guan: false, chi: false }).quality.reasons).toEqual(['no-contact']);
  });

  it('is content with one clear position, and says that it is one of three', () => {
    const { quality } = stateAfter(2, { cun: false, guan: true, chi: false });
    expect(quality.usable).toBe(true);
    expect(quality.score).toBeCloseTo(1 / 3, 9);
  });
});
