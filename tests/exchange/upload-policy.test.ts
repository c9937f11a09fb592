import { describe, expect, it } from 'vitest';
import { codeOfStatus, failureClass, retryAfterMs, retryDelayMs } from '../../src/exchange/upload-policy.ts';

describe('the upload policy', () => {
  it.each([
    [500, 'ambiguous'],
    [502, 'ambiguous'],
    [503, 'transient'],
    [429, 'transient'],
    [401, 'transient'],
    [404, 'ambiguous'],
    [302, 'ambiguous'],
    [400, 'permanent'],
    [409, 'permanent'],
    [413, 'permanent'],
    [422, 'permanent'],
  ])('takes HTTP %i for %s', (status, expected) => {
    expect(failureClass(codeOfStatus(status, null))).toBe(expected);
  });

  it('waits between 1 s and a doubling ceiling of at most 15 min', () => {
    const ceilings = [1, 2, 3, 9, 10, 50, 5000].map((attempts) => retryDelayMs(attempts, null, () => 0.999_999));
    expect(ceilings).toEqual([1_999, 3_999, 7_999, 511_999, 899_999, 899_999, 899_999]);
    expect(retryDelayMs(9, null, () => 0)).toBe(1_000);
  });

  it('never comes back before the server asked, within the ceiling', () => {
    expect(retryDelayMs(1, 60_000, () => 0)).toBe(60_000);
    expect(retryDelayMs(1, 86_400_000, () => 0)).toBe(900_000);
  });

  it.each([
    [null, null],
    ['120', 120_000],
    ['Sun, 22 Nov 2026 08:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2020 08:00:30 GMT', 0],
    ['soon', null],
  ])('reads Retry-After %s as %s ms', (header, expected) => {
    expect(retryAfterMs(header, Date.UTC(2026, 10, 22, 8))).toBe(expected);
  });
});
