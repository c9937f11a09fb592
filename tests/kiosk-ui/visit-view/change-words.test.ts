import { expect, it } from 'vitest';
import { changeSentence } from '../../../kiosk-ui/visit-view/change-words.ts';
import type { ChangeVerdict, ScaleChanges } from '../../../src/domain/change.ts';
import type { Constitution } from '../../../src/domain/constitution.ts';

const scale = (constitution: Constitution, verdict: ChangeVerdict) => ({
  constitution,
  before: { score: 50, verdict: 'yes' as const },
  after: { score: 25, verdict: 'no' as const },
  change: -25,
  limit: { value: 25, origin: 'fallback' as const, pairs: null },
  rci: null,
  verdict,
});
const sentence = (scales: ScaleChanges) =>
  changeSentence({
    earlier: { visitId: 'a', startedAt: '2026-05-20T01:00:00.000Z' },
    later: { visitId: 'b', startedAt: '2026-11-22T01:00:00.000Z' },
    scales,
    signs: [],
  });

it('tells the resident in one sentence what changed beyond measurement error', () => {
  const scales = [scale('qi-deficiency', 'lower'), scale('damp-heat', 'higher'), scale('balanced', 'within-error')];
  expect(sentence({ kind: 'compared', scales })).toBe(
    '与 2026-05-20 的检测相比：湿热质的得分升高了，气虚质的得分降低了，其余在测量误差以内。',
  );
});

it('says that nothing did, or why nothing is compared', () => {
  expect(sentence({ kind: 'compared', scales: [scale('balanced', 'within-error')] })).toContain('都在测量误差以内');
  expect(sentence({ kind: 'not-compared', why: 'other-questionnaire' })).toBe(
    '与 2026-05-20 的检测相比：两次用的问卷或计分规则不同，不能直接比较。',
  );
});
