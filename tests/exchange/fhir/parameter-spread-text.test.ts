import { describe, expect, it } from 'vitest';
import { spreadFromText, spreadText } from '../../../src/exchange/fhir/parameter-spread-text.ts';

const SPREAD = { h1: { mean: 537.25, sd: 12.4, count: 14 }, t5: { mean: 0.45, sd: null, count: 1 } } as const;

describe('the spread of pulse parameters as one text', () => {
  it('names each parameter once', () => expect(spreadText(SPREAD)).toBe('h1 537.25 12.4 14;t5 0.45 - 1'));

  it('comes back as it was', () => expect(spreadFromText(spreadText(SPREAD))).toEqual(SPREAD));

  it.each(['h1 x 1 2', 'h1', 'h1 1 2'])('is refused when a number is missing: %s', (text) => {
    expect(() => spreadFromText(text)).toThrow(expect.objectContaining({ code: 'exchange/bundle-unreadable' }));
  });
});
