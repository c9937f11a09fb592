import { describe, expect, it } from 'vitest';
import type { ConstitutionResult, ConstitutionScale } from '../../../src/domain/constitution.ts';
import {
  differenceError,
  type Retest,
  reliableChangeIndex,
  reliableLimit,
} from '../../../src/synthesis/change/reliable-change.ts';
import { scaleChange, scaleChanges } from '../../../src/synthesis/change/scale-change.ts';

const qi = (score: number, verdict: ConstitutionScale['verdict'] = 'no'): ConstitutionScale => ({
  id: 'qi-deficiency',
  raw: 0,
  score,
  verdict,
});
const retest: Retest = { sd: 16, r: 0.68, origin: 'site', pairs: 64 };

describe('the reliable change index', () => {
  it('divides the change by SD·√2·√(1−r): 16 and 0.68 give 12.8', () => {
    expect(differenceError(retest)).toBeCloseTo(12.8, 12);
    expect(reliableChangeIndex(40, 65.6, retest)).toBeCloseTo(2, 12);
  });

  it('gives the smallest detectable changes of the reference: 21 points for SD 15, 28 for SD 20, r 0.75', () => {
    expect(reliableLimit({ ...retest, sd: 15, r: 0.75 }).value).toBeCloseTo(20.79, 2);
    expect(reliableLimit({ ...retest, sd: 20, r: 0.75 }).value).toBeCloseTo(27.72, 2);
  });

  it('calls change what lies beyond 1.96, in the direction it went', () => {
    expect(scaleChange(qi(60), qi(34.8), retest)).toMatchObject({
      verdict: 'lower',
      limit: { origin: 'site', pairs: 64 },
    });
    expect(scaleChange(qi(60), qi(35), retest).verdict).toBe('within-error');
    expect(scaleChange(qi(34.8), qi(60), retest).verdict).toBe('higher');
  });
});

describe('without a known reliability', () => {
  it('calls three answers of a three-item scale change, however the binary fractions fall', () => {
    for (let raw = 3; raw + 3 <= 15; raw++) {
      const [low, high] = [((raw - 3) / 12) * 100, (raw / 12) * 100];
      expect(scaleChange(qi(low), qi(high), null).verdict).toBe('higher');
      expect(scaleChange(qi(high), qi(low), null).verdict).toBe('lower');
    }
  });

  it('calls two answers measurement error', () => {
    const change = scaleChange(qi(25), qi((5 / 12) * 100, 'yes' as const), null);
    expect(scaleChange(qi(25), qi((5 / 12) * 100, 'tendency'), null).verdict).toBe('within-error');
    expect(change).toMatchObject({ verdict: 'higher', rci: null, limit: { value: 25, origin: 'fallback' } });
  });

  it('names no direction where two classes lie between equal scores of 平和质', () => {
    const balanced = (verdict: ConstitutionScale['verdict']) => ({ ...qi(65, verdict), id: 'balanced' as const });
    expect(scaleChange(balanced('no'), balanced('yes'), null).verdict).toBe('differs');
    expect(scaleChange(balanced('basically'), balanced('yes'), null).verdict).toBe('within-error');
  });
});

describe('questionnaires', () => {
  const result = (questionnaire: string, version: string): ConstitutionResult => ({
    questionnaire,
    version,
    scorer: { name: questionnaire, version, sha256: '' },
    scales: [qi(50)],
    conclusion: { primary: null, also: [], tendencies: [], tied: [], contradictory: false, text: '' },
  });

  it('are compared with themselves only: never 2009 with 2025', () => {
    const none = () => null;
    const now = result('gbt46939-2025', '1.0.0');
    expect(scaleChanges(result('ccmq-60', '1.0.0'), now, none)).toEqual({
      kind: 'not-compared',
      why: 'other-questionnaire',
    });
    expect(scaleChanges(result('gbt46939-2025', '2.0.0'), now, none).kind).toBe('not-compared');
    expect(scaleChanges(result('gbt46939-2025', '1.1.0'), now, none).kind).toBe('compared');
    expect(scaleChanges(null, now, none)).toEqual({ kind: 'not-compared', why: 'not-scored' });
  });
});
