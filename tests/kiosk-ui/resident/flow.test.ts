import { describe, expect, it } from 'vitest';
import { idleLimitMs, nextScreen } from '../../../kiosk-ui/resident/flow.ts';
import { NOTHING_SAID } from '../../../kiosk-ui/resident/inquiry-flow.ts';
import { fakeVisitState, newFakeVisit } from '../fake-station/fake-visit.ts';

const answered = { '1': 1, '2': 2, '3': 3, '4': 4 };
const agreed = { healthData: true, pictures: true };

describe('the next screen of a visit', () => {
  it('asks for consent before anything else', () => {
    expect(nextScreen(fakeVisitState(newFakeVisit()))).toEqual({ name: 'consent' });
  });

  it('stays at consent when health data was declined', () => {
    const visit = { ...newFakeVisit(), consent: { healthData: false, pictures: true } };
    expect(nextScreen(fakeVisitState(visit))).toEqual({ name: 'consent' });
  });

  it('resumes the questionnaire while an answer is missing', () => {
    const visit = { ...newFakeVisit(), consent: agreed, answers: { '1': 1 } };
    expect(nextScreen(fakeVisitState(visit))).toEqual({
      name: 'questionnaire',
      questionnaire: 'gbt46939-2025',
    });
  });

  it('goes through the captures in order and past the skipped ones', () => {
    const visit = { ...newFakeVisit(), consent: agreed, answers: answered };
    const seen = { ...NOTHING_SAID, recheckSeen: true };
    expect(nextScreen(fakeVisitState(visit), seen)).toEqual({ name: 'capture', kind: 'tongue-top' });
    const later = { ...visit, kept: { 'tongue-top': 'a' }, skipped: { 'tongue-underside': 'poor-quality' as const } };
    expect(nextScreen(fakeVisitState(later))).toEqual({ name: 'capture', kind: 'face' });
  });

  it('ends in the result once the visit is complete', () => {
    expect(nextScreen(fakeVisitState({ ...newFakeVisit(), complete: true }))).toEqual({ name: 'result' });
  });
});

describe('the idle limit', () => {
  it('is 90 s on a page, 120 s on the result, and none while the instrument measures or nobody is there', () => {
    expect(idleLimitMs({ name: 'consent' }, false)).toBe(90_000);
    expect(idleLimitMs({ name: 'result' }, false)).toBe(120_000);
    expect(idleLimitMs({ name: 'capture', kind: 'face' }, true)).toBeNull();
    expect(idleLimitMs({ name: 'welcome' }, false)).toBeNull();
  });
});
