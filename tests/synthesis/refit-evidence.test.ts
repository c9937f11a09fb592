import { describe, expect, it } from 'vitest';
import { hashedUnit } from '../../device-drivers/simulation/seeded-random.ts';
import type { Constitution } from '../../src/domain/constitution.ts';
import { publishedEvidence } from '../../src/synthesis/evidence-table.ts';
import { type ConfirmedCase, LEAST_CASES, refitEvidence } from '../../src/synthesis/refit-evidence.ts';
import { fitTowards } from '../../src/synthesis/ridge-logistic.ts';
import { SIGNS } from '../../src/synthesis/signs.ts';

const identity = { version: 'a-1', region: 'a county', computedAt: '2026-11-25T00:00:00.000Z' };
const WIRY = SIGNS.findIndex(({ id }) => id === 'pulse.wiry');

/** Cases in which a wiry pulse multiplies the odds of 气郁 by e^`lnLr`; every third resident has such a pulse. */
function cases(count: number, lnLr: number, seed = 1): readonly ConfirmedCase[] {
  return Array.from({ length: count }, (_, i) => {
    const wiry = hashedUnit(seed, 1, i) < 1 / 3;
    const p = 1 / (1 + Math.exp(1 - (wiry ? lnLr : 0)));
    const confirmed: readonly Constitution[] = hashedUnit(seed, 2, i) < p ? ['qi-stagnation'] : ['balanced'];
    return { signs: SIGNS.map((_sign, at) => (at === WIRY ? wiry : null)), confirmed };
  });
}

const weightOf = (rows: ReturnType<typeof publishedEvidence>['rows']): number | undefined =>
  rows.find(({ sign, constitution }) => sign === 'pulse.wiry' && constitution === 'qi-stagnation')?.lnLr;

describe('refitting the evidence', () => {
  it('moves a row from the published value towards what many confirmed cases show', () => {
    const outcome = refitEvidence(cases(3000, 1.1), publishedEvidence(), identity);
    if (outcome.kind !== 'refitted') throw new Error(outcome.why);
    expect(weightOf(outcome.table.rows)).toBeGreaterThan(0.9);
    expect(weightOf(outcome.table.rows)).toBeLessThan(1.3);
    expect(outcome.table).toMatchObject({
      origin: 'local',
      version: 'a-1',
      fitted: { cases: 3000, region: 'a county' },
    });
    expect(outcome.report.heldOut?.logLossAfter).toBeLessThan(outcome.report.heldOut?.logLossBefore ?? 0);
    expect(outcome.report.heldOut?.calibrationSlope).toBeGreaterThan(0.7);
    expect(outcome.report.heldOut?.calibrationSlope).toBeLessThan(1.4);
  });

  it('stays near the published value with few cases', () => {
    const rowAfter = (count: number) => {
      const outcome = refitEvidence(cases(count, 1.1, 3), publishedEvidence(), identity);
      return outcome.kind === 'refitted' ? weightOf(outcome.table.rows) : undefined;
    };
    const few = rowAfter(140) ?? 0.25;
    const many = rowAfter(3000) ?? 0;
    expect(Math.abs(few - 0.25)).toBeLessThan(Math.abs(many - 0.25));
  });

  it('leaves rows alone whose sign or type is too rare', () => {
    const { rows } = publishedEvidence();
    const outcome = refitEvidence(cases(3000, 1.1), publishedEvidence(), identity);
    if (outcome.kind !== 'refitted') throw new Error(outcome.why);
    expect(outcome.report.constitutions).toEqual(['balanced', 'qi-stagnation']);
    const untouched = (table: typeof rows) => table.filter(({ confidence }) => confidence !== 'refitted');
    expect(untouched(outcome.table.rows)).toEqual(
      rows.filter(({ sign, constitution }) => sign !== 'pulse.wiry' || constitution !== 'qi-stagnation'),
    );
  });

  it('keeps the table it has with too few confirmed cases', () => {
    const outcome = refitEvidence(cases(LEAST_CASES, 1.1), publishedEvidence(), identity);
    expect(outcome).toMatchObject({ kind: 'kept', why: 'too-few-cases', report: { heldOut: null } });
    expect(refitEvidence([], publishedEvidence(), identity)).toMatchObject({ kind: 'kept', why: 'too-few-cases' });
  });

  it('keeps the table it has when the new one predicts unseen cases no better', () => {
    const outcomes = [1, 2, 3, 4, 5, 6].map((seed) =>
      refitEvidence(cases(120, 0.25, seed), publishedEvidence(), identity),
    );
    expect(outcomes.some((outcome) => outcome.kind === 'kept' && outcome.why === 'no-better-held-out')).toBe(true);
  });
});

describe('the regression drawn towards a prior', () => {
  it('finds the maximum-likelihood odds ratio of a two-by-two table without a pull', () => {
    const of = (x: number, y: 0 | 1, count: number) => Array.from({ length: count }, () => ({ x: [x], y }));
    const fit = fitTowards([...of(1, 1, 30), ...of(1, 0, 10), ...of(0, 1, 20), ...of(0, 0, 40)], [0], 0);
    expect(fit.weights[0]).toBeCloseTo(Math.log((30 * 40) / (10 * 20)), 8);
    expect(fit.intercept).toBeCloseTo(Math.log(20 / 40), 8);
  });

  it('returns the prior where the pull is overwhelming, and bears outcomes that are all alike', () => {
    const data = Array.from({ length: 20 }, (_, i) => ({ x: [i % 2], y: 1 as const }));
    expect(fitTowards(data, [0.4], 1e12).weights[0]).toBeCloseTo(0.4, 6);
    expect(fitTowards(data, [0.4], 11).weights.every(Number.isFinite)).toBe(true);
  });
});
