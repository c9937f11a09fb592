import { describe, expect, it } from 'vitest';
import { FIVE_STATE_SCALES, FIVE_STATES, type FiveStateResult } from '../../../src/domain/five-state.ts';
import type { FurtherQuestionnaire } from '../../../src/domain/visit.ts';
import { canonicalJson } from '../../../src/exchange/canonical-json.ts';
import { bundleToVisit } from '../../../src/exchange/fhir/bundle-to-visit.ts';
import type { Bundle } from '../../../src/exchange/fhir/schema.ts';
import { visitToBundle } from '../../../src/exchange/fhir/visit-to-bundle.ts';
import { validateBundle } from '../../../src/exchange/validate-bundle.ts';
import { anExchange, aVisit } from '../support/a-visit.ts';

const open: FiveStateResult = {
  questionnaire: 'five-state-open',
  version: '1.0.0',
  scorer: { name: 'five-state-open', version: '1.0.0', sha256: 'cd'.repeat(32) },
  label: '某县本地常模（2026.1），非全国常模',
  scales: FIVE_STATES.map((id, index) => ({
    id,
    raw: index + 1,
    score: (100 * (index + 1)) / 7,
    verdict: null,
    t: 45.5,
  })),
  consistency: { opposed: 12, pairs: 15, index: 12 / 15 },
  norm: { kind: 'local', name: '某县本地常模（2026.1）', n: 311, date: '2026-11-20' },
  conclusion: { primary: 'taiyin', also: [], tendencies: [], text: '您的自我描述更接近“内敛深思”。' },
};

const licensed: FiveStateResult = {
  ...open,
  questionnaire: 'five-state-licensed',
  label: '五态人格测验（某医院）',
  scales: FIVE_STATE_SCALES.map((id, index) => ({ id, raw: index, score: index, verdict: null, t: null })),
  consistency: null,
  norm: null,
  conclusion: { primary: null, also: [], tendencies: [], text: '没有适合的常模，只列出原始分，不换算 T 分。' },
};

function further(): readonly FurtherQuestionnaire[] {
  const { constitution } = aVisit();
  const answers = { '1': 3, '2': 5 };
  return [
    {
      sheet: { questionnaire: 'elder-33', version: '1.0.0', sex: 'female', mode: 'oral', answers },
      result: constitution === null ? null : { ...constitution, questionnaire: 'elder-33', version: '1.0.0' },
    },
    {
      sheet: {
        questionnaire: 'five-state-open',
        version: '1.0.0',
        sex: 'female',
        mode: 'self',
        answers: { '1': 1, '2': 0 },
        answerTimesMs: { '1': 3200, '2': 900 },
      },
      result: open,
    },
    {
      sheet: {
        questionnaire: 'five-state-licensed',
        version: '1.0.0',
        sex: 'female',
        mode: 'self',
        answers: { '1': 1 },
        education: 'tertiary',
      },
      result: licensed,
    },
    {
      sheet: { questionnaire: 'ccmq-60', version: '1.0.0', sex: 'female', mode: 'self', answers: { '1': 1 } },
      result: null,
    },
  ];
}

const over = (bundle: Bundle): Bundle => JSON.parse(canonicalJson(bundle)) as Bundle;

describe('questionnaires beside the main one', () => {
  it('come back from a Bundle with answers, times, results, norms and T-scores', () => {
    const bundle = over(visitToBundle(anExchange({ further: further() })));
    expect(validateBundle(bundle)).toEqual({ ok: true, bundle });
    expect(bundleToVisit(bundle).visit).toEqual(aVisit({ further: further() }));
  });

  it('leave the main questionnaire and its result where they were', () => {
    const { visit } = bundleToVisit(over(visitToBundle(anExchange({ further: further() }))));
    expect(visit.sheet).toEqual(aVisit().sheet);
    expect(visit.constitution).toEqual(aVisit().constitution);
  });

  it('leave no trace when they were begun and never answered', () => {
    const [first] = further();
    if (first === undefined) throw new Error('the fixture has one');
    const empty = [{ sheet: { ...first.sheet, answers: {} }, result: null }];
    expect(bundleToVisit(over(visitToBundle(anExchange({ further: empty })))).visit).toEqual(aVisit());
  });
});

describe('the answers of the main questionnaire', () => {
  it('come back with how long each question stood and with what stands behind an answer', () => {
    const { sheet } = aVisit();
    if (sheet === null) throw new Error('the fixture has a sheet');
    const told = {
      ...sheet,
      answerTimesMs: { '1': 4100, '2': 700 },
      answerSources: { '9': 'measured', '26': 'observed' },
    } as const;
    const bundle = over(visitToBundle(anExchange({ sheet: told })));
    expect(validateBundle(bundle).ok).toBe(true);
    expect(bundleToVisit(bundle).visit.sheet).toEqual(told);
  });
});
