import { describe, expect, it } from 'vitest';
import { choicesOf, EMPTY_BIRTH_DATE, isoBirthDate, openPart } from '../../../kiosk-ui/resident/birth-date-choices.ts';

const today = '2026-03-09';

describe('choosing a birth date by touch', () => {
  it('asks for decade, year, month and day in turn', () => {
    expect(openPart(EMPTY_BIRTH_DATE)).toBe('decade');
    expect(openPart({ ...EMPTY_BIRTH_DATE, decade: 1950, year: 1954 })).toBe('month');
  });

  it('offers 29 days in February of a leap year and 28 otherwise', () => {
    expect(choicesOf({ decade: 1960, year: 1960, month: 2, day: null }, today)).toHaveLength(29);
    expect(choicesOf({ decade: 1960, year: 1961, month: 2, day: null }, today)).toHaveLength(28);
  });

  it('offers no day that has not come yet', () => {
    expect(choicesOf({ decade: 2020, year: null, month: null, day: null }, today)).toEqual([
      2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
    expect(choicesOf({ decade: 2020, year: 2026, month: 3, day: null }, today)).toHaveLength(9);
  });

  it('gives the ISO date once whole', () => {
    expect(isoBirthDate({ decade: 1950, year: 1954, month: 3, day: 7 })).toBe('1954-03-07');
    expect(isoBirthDate(EMPTY_BIRTH_DATE)).toBeNull();
  });
});
