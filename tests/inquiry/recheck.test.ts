import { describe, expect, it } from 'vitest';
import { sheetOf } from '../../src/inquiry/questionnaire.ts';
import { recheckOffers } from '../../src/inquiry/recheck.ts';
import { keyed, uniform } from './support/sheets.ts';

const settled = { primary: 'balanced', tied: [], contradictory: false } as const;

const elder = (energy: number, fatigue: number) =>
  sheetOf('elder-33', 'male', keyed([energy, fatigue, ...uniform(31, 1)]), 'oral');

describe('what is offered for a recheck', () => {
  it.each([
    [5, 5],
    [5, 4],
    [1, 1],
    [2, 1],
  ])('is full energy %i beside fatigue %i', (energy, fatigue) => {
    expect(recheckOffers(elder(energy, fatigue), settled)).toMatchObject([
      { reason: 'opposite-answers', items: ['1', '2'] },
    ]);
  });

  it.each([
    [4, 2],
    [5, 3],
    [3, 3],
    [2, 2],
  ])('is not energy %i beside fatigue %i', (energy, fatigue) => {
    expect(recheckOffers(elder(energy, fatigue), settled)).toEqual([]);
  });

  it('is every item of 阴虚质 and 阳虚质 when both hold', () => {
    const [offer] = recheckOffers(elder(4, 2), { ...settled, contradictory: true });
    expect(offer?.reason).toBe('contradictory-types');
    expect(offer?.items).toEqual(['10', '11', '12', '13', '21', '26', '29', '31']);
  });

  it('is the whole sheet, or one in two weeks, when nothing is determined', () => {
    const [offer] = recheckOffers(elder(4, 2), { ...settled, primary: null });
    expect(offer).toMatchObject({ reason: 'undetermined', items: [] });
    expect(offer?.text).toContain('两周后');
  });

  it('is nothing when types are tied: a physician decides these', () => {
    const tied = { primary: null, tied: ['qi-deficiency', 'damp-heat'], contradictory: false } as const;
    expect(recheckOffers(elder(4, 2), tied)).toEqual([]);
  });
});
