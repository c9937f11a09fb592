import { describe, expect, it } from 'vitest';
import { NO_ADVICE_YET, type SteadyAdvice, steadied } from '../../../kiosk-ui/shared/steady-advice.ts';
import type { PulseAdvice } from '../../../src/domain/pulse-guidance.ts';

const BATCH_S = 0.05;

/** What is shown at each moment, given what is advised for how many seconds. */
function shown(advised: readonly (readonly [PulseAdvice, number])[]): PulseAdvice[] {
  let state: SteadyAdvice = NO_ADVICE_YET;
  return advised.flatMap(([advice, durationS]) =>
    Array.from({ length: Math.round(durationS / BATCH_S) }, () => {
      state = steadied(state, advice, BATCH_S);
      return state.shown;
    }),
  );
}

const changes = (seen: readonly PulseAdvice[]) => seen.filter((advice, i) => i > 0 && advice !== seen[i - 1]).length;

describe('the instruction on the screen', () => {
  it('asks within a third of a second after something is wrong', () => {
    const seen = shown([['keep-still', 1]]);
    expect(seen.indexOf('keep-still') * BATCH_S).toBeLessThanOrEqual(0.35);
  });

  it('stays long enough to be read, and praises only what has lasted', () => {
    const seen = shown([
      ['keep-still', 0.5],
      ['hold', 3],
    ]);
    const asked = seen.filter((advice) => advice === 'keep-still').length * BATCH_S;
    expect(asked).toBeGreaterThan(1.9);
    expect(seen.at(-1)).toBe('hold');
  });

  it('does not flicker when the judgement does', () => {
    const flicker = Array.from({ length: 60 }, (_, i) => [i % 2 === 0 ? 'keep-still' : 'hold', 0.1] as const);
    expect(changes(shown(flicker))).toBe(0);
    const slower = Array.from({ length: 30 }, (_, i) => [i % 2 === 0 ? 'search' : 'relax', 0.4] as const);
    expect(changes(shown(slower))).toBeLessThanOrEqual(12 / 2);
  });
});
