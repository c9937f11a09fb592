import { describe, expect, it } from 'vitest';
import { ageYears, checkResidentNumber, maskName, maskNumber } from '../../src/domain/resident-number.ts';

const TODAY = '2026-11-22';

describe('a resident identity number (GB 11643)', () => {
  it.each([
    // The examples by which GB 11643-1999 is commonly explained.
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
    ['34052419800101001X', '1980-01-01', 'male'],
  ])('%s gives birth date and sex', (number, birthDate, sex) => {
    expect(checkResidentNumber(number, TODAY)).toEqual({ ok: true, number, birthDate, sex });
  });

  it('may be typed with a small x and with spaces around it', () => {
    expect(checkResidentNumber(' 11010519491231002x ', TODAY)).toMatchObject({
      ok: true,
      number: '11010519491231002X',
    });
  });

  it('of fifteen digits is brought to its eighteen', () => {
    expect(checkResidentNumber('110105491231002', TODAY)).toEqual({
      ok: true,
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
    });
  });

  it.each([
    ['', 'length'],
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'length'],
    ['1101051949123100AX', 'characters'],
    ['X10105194912310021', 'characters'],
    ['11010549123100X', 'characters'],
    ['330106199902291232', 'date'],
    ['330106199913011232', 'date'],
    ['330106203001011232', 'date'],
    ['110105491331002', 'date'],
    ['110105194912310021', 'checksum'],
    ['11010519491231003X', 'checksum'],
  ])('%j is refused for its %s', (number, problem) => {
    expect(checkResidentNumber(number, TODAY)).toEqual({ ok: false, problem });
  });

  it('finds every single wrong digit and every swap of neighbours', () => {
    const number = '330106195203071240';
    expect(checkResidentNumber(number, TODAY).ok).toBe(true);
    for (let at = 0; at < 17; at += 1) {
      const digits = [...number];
      for (const digit of '0123456789') {
        const wrong = digits.with(at, digit).join('');
        if (wrong !== number) expect(checkResidentNumber(wrong, TODAY).ok, wrong).toBe(false);
      }
      const [left = '', right = ''] = [digits[at], digits[at + 1]];
      const swapped = digits
        .with(at, right)
        .with(at + 1, left)
        .join('');
      if (swapped !== number) expect(checkResidentNumber(swapped, TODAY).ok, swapped).toBe(false);
    }
  });
});

describe('what may stand on a shared screen', () => {
  it.each([
    ['330106195203071240', '3301********1240'],
    ['G12345678', '********678'],
    ['12', '********'],
    ['', '********'],
  ])('of the number %j is %j', (number, shown) => {
    expect(maskNumber(number)).toBe(shown);
  });

  it.each([
    ['张三', '张**'],
    ['张', '张**'],
    ['𠮷田', '𠮷**'],
    ['', '**'],
  ])('of the name %j is %j', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });
});

describe('age in whole years', () => {
  it.each([
    ['1961-11-22', '2026-11-22', 65],
    ['1961-11-23', '2026-11-22', 64],
    ['2004-02-29', '2025-02-28', 20],
    ['2004-02-29', '2025-03-01', 21],
    ['1961-11-22', '2026-11-22T07:00:00.000Z', 65],
  ])('of someone born %s is on %s %i', (born, on, years) => {
    expect(ageYears(born, on)).toBe(years);
  });
});
