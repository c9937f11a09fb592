import { describe, expect, it } from 'vitest';
import { MEASUREMENT_BOUNDS } from '../../src/domain/measurement-bounds.ts';
import { proposeElderAnswers } from '../../src/inquiry/elder-prefill.ts';

const body = (heightCm: number | null, weightKg: number | null, waistCm: number | null) => ({
  heightCm,
  weightKg,
  waistCm,
});

describe('what measurements propose on the elder form', () => {
  // At 160 cm a BMI of 24 is 61.44 kg, 25 is 64 kg, 26 is 66.56 kg, 28 is 71.68 kg.
  it.each([
    [61.43, 1],
    [61.44, 2],
    [63.99, 2],
    [64, 3],
    [66.55, 3],
    [66.56, 4],
    [71.67, 4],
    [71.68, 5],
  ])('is item 9 at 160 cm and %f kg as option %i', (weightKg, value) => {
    expect(proposeElderAnswers(body(160, weightKg, null))).toMatchObject([{ item: '9', value }]);
  });

  it.each([
    [79.9, 1],
    [80, 2],
    [85, 2],
    [85.9, 2],
    [86, 3],
    [90.9, 3],
    [91, 4],
    [105, 4],
    [105.1, 5],
  ])('is item 28 at %f cm as option %i, the printed gaps closed', (waistCm, value) => {
    expect(proposeElderAnswers(body(null, null, waistCm))).toMatchObject([{ item: '28', value }]);
  });

  it('comes with its reason, the BMI never rounded across a limit', () => {
    const [nine, twentyEight] = proposeElderAnswers(body(160, 61.4, 88));
    expect(nine?.reason).toBe('身高 160 厘米、体重 61.4 千克，体重指数（BMI）23.9');
    expect(twentyEight?.reason).toBe('腹围 88 厘米');
  });

  it('goes by the one table of plausible values', () => {
    const [least, most] = MEASUREMENT_BOUNDS.waistCm.hard;
    expect(proposeElderAnswers(body(null, null, least))).toMatchObject([{ item: '28', value: 1 }]);
    expect(proposeElderAnswers(body(null, null, most))).toMatchObject([{ item: '28', value: 5 }]);
    expect(proposeElderAnswers(body(null, null, least - 0.1))).toEqual([]);
    expect(proposeElderAnswers(body(null, null, most + 0.1))).toEqual([]);
  });

  it.each([
    ['nothing was measured', body(null, null, null)],
    ['only the height was', body(160, null, null)],
    ['the height is in metres', body(1.6, 60, null)],
    ['the weight is no number', body(160, Number.NaN, null)],
    ['the waist is in 尺', body(null, null, 2.4)],
  ])('is nothing when %s', (_, measured) => {
    expect(proposeElderAnswers(measured)).toEqual([]);
  });
});
