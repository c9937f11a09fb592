import { describe, expect, it } from 'vitest';
import { differenceError } from '../../../src/synthesis/change/reliable-change.ts';
import { FEWEST_PAIRS, findRepeats, retestOfPairs } from '../../../src/synthesis/change/repeats.ts';

const visit = (visitId: string, day: string, residentId = 'a') => ({
  visitId,
  residentId,
  startedAt: `${day}T01:00:00.000Z`,
});

describe('two-week repeats', () => {
  it('are the first two visits of a resident 10 to 18 days apart', () => {
    const visits = [visit('3', '2026-03-29'), visit('1', '2026-03-01'), visit('2', '2026-03-15')];
    expect(findRepeats(visits, []).map(({ first, second }) => [first.visitId, second.visitId])).toEqual([['1', '2']]);
    expect(findRepeats([visit('1', '2026-03-01'), visit('2', '2026-03-20')], [])).toEqual([]);
    expect(findRepeats([visit('1', '2026-03-01'), visit('2', '2026-03-15', 'b')], [])).toEqual([]);
  });

  it('have no intervention in between, unfinished ones among them', () => {
    const visits = [visit('1', '2026-03-01'), visit('2', '2026-03-15')];
    const during = (from: string, to: string | null) => [{ residentId: 'a', from, to }];
    expect(findRepeats(visits, during('2026-03-05', '2026-03-06'))).toEqual([]);
    expect(findRepeats(visits, during('2026-02-05', null))).toEqual([]);
    expect(findRepeats(visits, during('2026-02-05', '2026-02-28'))).toHaveLength(1);
    expect(findRepeats(visits, during('2026-03-16', null))).toHaveLength(1);
  });
});

describe('reliability of repeats', () => {
  const pairs = Array.from({ length: FEWEST_PAIRS }, (_, at) => {
    const value = (at % 10) * 5;
    return [value, value + (at % 2 === 0 ? 3 : -3)] as const;
  });

  it('makes the error of a difference the standard deviation of the differences', () => {
    const retest = retestOfPairs(pairs);
    expect(retest).toMatchObject({ origin: 'site', pairs: FEWEST_PAIRS });
    // 50 differences of ±3 around 0: √(50·9/49).
    expect(differenceError(retest ?? { sd: 0, r: 0 })).toBeCloseTo(Math.sqrt(450 / 49), 10);
  });

  it('is not estimated from fewer pairs, nor where nobody differs', () => {
    expect(retestOfPairs(pairs.slice(1))).toBeNull();
    expect(retestOfPairs(pairs.map(() => [50, 50]))).toBeNull();
  });
});
