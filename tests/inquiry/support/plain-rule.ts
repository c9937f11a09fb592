import type { Constitution, Verdict } from '../../../src/domain/constitution.ts';

/** The rule once more, in plain code and from the printed tables: the reference the compiled scorers are held against. */

export const CHINESE: Readonly<Record<string, Constitution>> = {
  平和: 'balanced',
  气虚: 'qi-deficiency',
  阳虚: 'yang-deficiency',
  阴虚: 'yin-deficiency',
  痰湿: 'phlegm-dampness',
  湿热: 'damp-heat',
  血瘀: 'blood-stasis',
  气郁: 'qi-stagnation',
  特禀: 'inherited-special',
};

export interface PlainScale {
  readonly id: Constitution;
  readonly itemCount: number;
  readonly raw: number;
  readonly verdict: Verdict;
}

/** Item → scales it counts on, as `平和;气虚反`. */
export type PlainTable = readonly string[];

/** 老年人中医药健康管理服务记录表, scoring table: 得分 by item numbers. */
export const ELDER_TABLE: PlainTable = (() => {
  const items: Readonly<Record<string, readonly number[]>> = {
    气虚: [2, 3, 4, 14],
    阳虚: [11, 12, 13, 29],
    阴虚: [10, 21, 26, 31],
    痰湿: [9, 16, 28, 32],
    湿热: [23, 25, 27, 30],
    血瘀: [19, 22, 24, 33],
    气郁: [5, 6, 7, 8],
    特禀: [15, 17, 18, 20],
    平和: [1],
    平和反: [2, 4, 5, 13],
  };
  return Array.from({ length: 33 }, (_, index) =>
    Object.keys(items)
      .filter((scale) => items[scale]?.includes(index + 1))
      .join(';'),
  );
})();

/** Raw sums only: 5→1 … 1→5 where reversed. */
export function plainRaw(table: PlainTable, answers: readonly number[]): { name: string; raw: number; n: number }[] {
  return Object.keys(CHINESE).map((name) => {
    let raw = 0;
    let n = 0;
    table.forEach((scales, item) => {
      const answer = answers[item] ?? Number.NaN;
      for (const scale of scales.split(';')) {
        if (scale === name) raw += answer;
        else if (scale === `${name}反`) raw += [5, 4, 3, 2, 1][answer - 1] ?? Number.NaN;
        else continue;
        n += 1;
      }
    });
    return { name, raw, n };
  });
}

/** GB/T 46939-2025: 转化分 = (raw − n) / (4n) × 100 held against 30, 40 and 60 in exact whole numbers. */
export function plainScore(table: PlainTable, answers: readonly number[]): readonly PlainScale[] {
  const sums = plainRaw(table, answers);
  const reaches = (sum: { raw: number; n: number }, score: number) =>
    BigInt(sum.raw - sum.n) * 100n >= BigInt(score * 4 * sum.n);
  const biased = sums.filter(({ name }) => name !== '平和');
  const verdictOf = (sum: { name: string; raw: number; n: number }): Verdict => {
    if (sum.name !== '平和') return reaches(sum, 40) ? 'yes' : reaches(sum, 30) ? 'tendency' : 'no';
    if (!reaches(sum, 60)) return 'no';
    if (biased.every((other) => !reaches(other, 30))) return 'yes';
    return biased.every((other) => !reaches(other, 40)) ? 'basically' : 'no';
  };
  return sums.map((sum) => ({
    id: CHINESE[sum.name] ?? 'balanced',
    itemCount: sum.n,
    raw: sum.raw,
    verdict: verdictOf(sum),
  }));
}

/** The elder form's own statement of its rule, in points: ≥11 是, 9–10 倾向是, ≤8 否; 平和 ≥17 with others ≤8 or ≤10. */
export function elderVerdicts(answers: readonly number[]): readonly Verdict[] {
  const sums = plainRaw(ELDER_TABLE, answers);
  const others = sums.filter(({ name }) => name !== '平和').map(({ raw }) => raw);
  return sums.map(({ name, raw }) => {
    if (name !== '平和') return raw >= 11 ? 'yes' : raw >= 9 ? 'tendency' : 'no';
    if (raw < 17) return 'no';
    if (Math.max(...others) <= 8) return 'yes';
    return Math.max(...others) <= 10 ? 'basically' : 'no';
  });
}
