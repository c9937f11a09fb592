import { describe, expect, it } from 'vitest';
import { createFingerSignal } from '../../../device-drivers/simulation/finger-signal.ts';
import { createSyntheticPulseSource } from '../../../device-drivers/simulation/pulse-generator.ts';
import { PULSE_KINDS, type PulseKind } from '../../../device-drivers/simulation/pulse-kinds.ts';

const RATE_HZ = 60;

function levels(kind: PulseKind): readonly number[] {
  const finger = createFingerSignal(createSyntheticPulseSource({ kind, seed: 7, sampleRateHz: 200 }), RATE_HZ);
  return Array.from({ length: 20 * RATE_HZ }, (_, index) => finger(index).level);
}

describe('the finger signal of simulated oximeters', () => {
  for (const kind of Object.keys(PULSE_KINDS) as PulseKind[]) {
    it(`shows the ${kind} wave whole, cut off neither above nor below`, () => {
      const shown = levels(kind);
      expect(Math.max(...shown)).toBeLessThan(100);
      expect(Math.min(...shown)).toBeGreaterThan(0);
    });
  }
});
