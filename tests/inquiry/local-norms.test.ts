import { describe, expect, it } from 'vitest';
import { FIVE_STATES, type FiveStateResult } from '../../src/domain/five-state.ts';
import { fiveStateOpen } from '../../src/inquiry/five-state-questionnaire.ts';
import { computeLocalNorms, type NormSheet, readLocalNorms, withLocalNorms } from '../../src/inquiry/local-norms.ts';

const identity = { version: '2026-11', region: '某县', computedAt: '2026-11-23T00:00:00Z' };

/** Raw sums 2, 4, 2, 4 …: mean 3; the 阴阳和平 statements answered alike by all. */
function sheets(count: number, sex: NormSheet['sex'], ageYears: number): readonly NormSheet[] {
  return Array.from({ length: count }, (_, index) => {
    const raw = 2 + 2 * (index % 2);
    return { sex, ageYears, raw: { taiyang: raw, shaoyang: raw, even: 5, shaoyin: raw, taiyin: raw } };
  });
}

const result: FiveStateResult = {
  questionnaire: 'five-state-open',
  version: fiveStateOpen().version,
  scorer: { name: 'five-state-open', version: '1.0.0', sha256: '0'.repeat(64) },
  label: '未经常模标准化',
  scales: FIVE_STATES.map((id) => ({ id, raw: 4, score: (100 * 4) / 7, verdict: null, t: null })),
  consistency: null,
  norm: null,
  conclusion: { primary: null, also: [], tendencies: [], text: '' },
};

describe('local norms', () => {
  it('stand from 300 sheets in a sex-and-age group, and not from 299', () => {
    const norms = computeLocalNorms([...sheets(300, 'female', 70), ...sheets(299, 'male', 70)], identity);
    expect(norms.groups.map(({ sex, ageFrom, n }) => [sex, ageFrom, n])).toEqual([['female', 65, 300]]);
  });

  it('keep the ages apart at 35, 50 and 65', () => {
    const everyone = [18, 34, 35, 49, 50, 64, 65, 99].flatMap((age) => sheets(150, 'male', age));
    const { groups } = computeLocalNorms(everyone, identity);
    expect(groups.map(({ ageFrom, n }) => [ageFrom, n])).toEqual([18, 35, 50, 65].map((from) => [from, 300]));
  });

  it('have the mean and the sample deviation, and none for a scale without spread', () => {
    const [group] = computeLocalNorms(sheets(300, 'female', 70), identity).groups;
    expect(group?.scales.taiyang?.mean).toBe(3);
    expect(group?.scales.taiyang?.sd).toBeCloseTo(Math.sqrt(300 / 299), 12);
    expect(group?.scales.even).toBeUndefined();
  });

  it('give T-scores that are named as local, with region and version', () => {
    const norms = computeLocalNorms(sheets(300, 'female', 70), identity);
    const local = withLocalNorms(result, { sex: 'female', ageYears: 66 }, norms);
    expect(local.scales[0]?.t).toBeCloseTo(50 + 10 / Math.sqrt(300 / 299), 10);
    expect(local.scales[2]?.t).toBeNull();
    expect(local.norm).toEqual({
      kind: 'local',
      name: '某县本地常模（2026-11）',
      n: 300,
      date: norms.computedAt.slice(0, 10),
    });
    expect(local.label).toContain('非全国常模');
  });

  it('leave everybody else without', () => {
    const norms = computeLocalNorms(sheets(300, 'female', 70), identity);
    expect(withLocalNorms(result, { sex: 'male', ageYears: 70 }, norms)).toBe(result);
    expect(withLocalNorms(result, { sex: 'female', ageYears: 40 }, norms)).toBe(result);
    expect(withLocalNorms(result, { sex: 'female', ageYears: null }, norms)).toBe(result);
  });

  it('are read back as they were sent', () => {
    const norms = computeLocalNorms(sheets(300, 'female', 70), identity);
    expect(readLocalNorms(JSON.parse(JSON.stringify(norms)))).toEqual(norms);
  });

  it.each<[string, (norms: ReturnType<typeof computeLocalNorms>) => unknown]>([
    ['of another version of the statements', (norms) => ({ ...norms, questionnaireVersion: '9.0.0' })],
    ['from too few sheets', (norms) => ({ ...norms, groups: norms.groups.map((group) => ({ ...group, n: 12 })) })],
    ['with overlapping groups', (norms) => ({ ...norms, groups: [...norms.groups, ...norms.groups] })],
    ['in another format', () => ({ format: 'other' })],
  ])('are refused %s', (_, change) => {
    expect(() => readLocalNorms(change(computeLocalNorms(sheets(300, 'female', 70), identity)))).toThrow(
      expect.objectContaining({ code: 'inquiry/invalid-norms' }),
    );
  });
});
