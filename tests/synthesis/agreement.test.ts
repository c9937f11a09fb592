import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../src/synthesis/agreement.ts';

describe('agreement of a modality with a verdict', () => {
  it('is neutral for one sign of which only the direction is known, whatever the verdict', () => {
    for (const verdict of ['yes', 'basically', 'tendency', 'no'] as const)
      for (const lnLr of [0, 0.25, -0.25]) expect(agreementOf(verdict, lnLr)).toBe('neutral');
  });

  it('agrees when two signs speak for a type the answers show, and disagrees when they speak against it', () => {
    for (const verdict of ['yes', 'basically', 'tendency'] as const) {
      expect(agreementOf(verdict, 0.45)).toBe('agree');
      expect(agreementOf(verdict, -0.45)).toBe('disagree');
    }
  });

  it('turns round where the answers deny the type', () => {
    expect(agreementOf('no', 0.45)).toBe('disagree');
    expect(agreementOf('no', -0.45)).toBe('agree');
  });

  it('speaks from a likelihood ratio of 1.5 on', () => {
    expect(agreementOf('yes', Math.log(1.5))).toBe('agree');
    expect(agreementOf('yes', Math.log(1.49))).toBe('neutral');
  });
});
