import { describe, expect, it } from 'vitest';
import { headlineOf, partsOf } from '../../../kiosk-ui/resident/result-view.ts';
import { natureOf } from '../../../kiosk-ui/shared/nature.ts';
import { fakeConstitution } from '../fake-station/fake-findings.ts';
import { fakeVisitResult, newFakeVisit } from '../fake-station/fake-visit.ts';

describe('the headline of a result', () => {
  it('names the main constitution, those beside it and the tendencies', () => {
    const headline = headlineOf(fakeConstitution);
    expect(headline.main).toBe('气虚质');
    expect(headline.beside).toEqual(['兼有 痰湿质', '倾向 阳虚质']);
  });

  it('says 未能判定 with the rule’s own sentence when there is no main constitution', () => {
    const conclusion = { ...fakeConstitution.conclusion, primary: null, text: '两项得分相同，请医生确定。' };
    const headline = headlineOf({ ...fakeConstitution, conclusion });
    expect([headline.main, headline.sentence]).toEqual(['这次未能判定', '两项得分相同，请医生确定。']);
  });

  it('says that information is missing when nothing was scored', () => {
    expect(headlineOf(null).sentence).toContain('没有足够的信息');
  });
});

describe('the parts of a visit', () => {
  const visit = { ...newFakeVisit(), kept: { 'tongue-top': 'a' }, skipped: { face: 'no-consent' as const } };

  it('tell what was measured and what was skipped, and why', () => {
    expect(partsOf(fakeVisitResult(visit).visit)).toEqual([
      { kind: 'tongue-top', state: 'good' },
      { kind: 'face', state: 'skipped', reason: 'no-consent' },
    ]);
  });

  it('are simulated as a whole when one capture is', () => {
    expect(natureOf(fakeVisitResult(visit).visit)).toBe('simulated');
    expect(natureOf(fakeVisitResult(newFakeVisit()).visit)).toBe('live');
  });
});
