import { describe, expect, it } from 'vitest';
import { assertComparable, isComparable } from '../../src/inquiry/comparable.ts';

const by = (questionnaire: string, version = '1.0.0') => ({ questionnaire, version });

describe('comparing two results', () => {
  it('is allowed for one questionnaire under one rule', () => {
    expect(isComparable(by('gbt46939-2025'), by('gbt46939-2025', '1.2.0'))).toBe(true);
    expect(() => assertComparable(by('elder-33'), by('elder-33'))).not.toThrow();
  });

  it.each([
    ['a score of 2009 with one of 2025', by('ccmq-60'), by('gbt46939-2025')],
    ['an elder score with an adult one', by('elder-33'), by('gbt46939-2025')],
    ['two versions of a rule', by('gbt46939-2025'), by('gbt46939-2025', '2.0.0')],
  ])('is refused for %s', (_, before, after) => {
    expect(isComparable(before, after)).toBe(false);
    expect(() => assertComparable(before, after)).toThrow(
      expect.objectContaining({ code: 'inquiry/not-comparable', context: { results: [before, after] } }),
    );
  });
});
