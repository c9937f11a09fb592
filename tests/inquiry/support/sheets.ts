import { GBT46939_TABLE } from './gbt46939-table.ts';
import type { PlainTable } from './plain-rule.ts';

/** Scales of items 1–26; the two wordings of item 16 count alike. */
export const GBT46939_SCALES: PlainTable = GBT46939_TABLE.filter(([item]) => item !== '16M').map(
  ([, , scales]) => scales,
);

export function keyed(answers: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(answers.map((answer, index) => [String(index + 1), answer]));
}

export function uniform(length: number, answer: number): readonly number[] {
  return Array.from({ length }, () => answer);
}

/**
 * Sheets that together give every scale every raw sum it can have, each once among sheets of all 1 and once among
 * sheets of all 2, so that both verdicts of a passing 平和质 come up.
 */
export function everyRawSum(table: PlainTable): readonly (readonly number[])[] {
  const names = [...new Set(table.flatMap((scales) => scales.split(';')).map((name) => name.replace('反', '')))];
  return names.flatMap((name) => [1, 2].flatMap((base) => sheetsOfScale(table, name, base)));
}

function sheetsOfScale(table: PlainTable, name: string, base: number): readonly (readonly number[])[] {
  const items = table.flatMap((scales, item) => {
    const own = scales.split(';').find((scale) => scale.replace('反', '') === name);
    return own === undefined ? [] : [{ item, reversed: own.endsWith('反') }];
  });
  return Array.from({ length: 4 * items.length + 1 }, (_, steps) => {
    const answers = [...uniform(table.length, base)];
    items.forEach(({ item, reversed }, index) => {
      const counted = 1 + Math.min(4, Math.max(0, steps - 4 * index));
      answers[item] = reversed ? 6 - counted : counted;
    });
    return answers;
  });
}

/** Mulberry32: the same sheets on every machine. */
export function randomSheets(seed: number, count: number, length: number): readonly (readonly number[])[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  // A bias for each sheet, so that low sheets, where 平和质 and tendencies live, come up as often as high ones.
  return Array.from({ length: count }, () => {
    const bias = 0.5 + 4 * next();
    return Array.from({ length }, () => Math.min(5, 1 + Math.floor(5 * next() ** bias)));
  });
}
