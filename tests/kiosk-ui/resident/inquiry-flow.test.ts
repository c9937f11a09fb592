import { describe, expect, it } from 'vitest';
import { NOTHING_SAID, nextInquiry } from '../../../kiosk-ui/resident/inquiry-flow.ts';
import type { CaptureState, InquiryPart, VisitState } from '../../../src/domain/station-api.ts';
import { CAPTURE_KINDS, type CaptureKind } from '../../../src/domain/visit.ts';
import { fakeVisitState, newFakeVisit } from '../fake-station/fake-visit.ts';

const elder = (answered: number): InquiryPart => {
  const answers = Object.fromEntries(Array.from({ length: answered }, (_, index) => [String(index + 1), 2]));
  return {
    questionnaire: 'elder-33',
    role: 'main',
    title: '老年人',
    begun: true,
    answers,
    questionCount: 33,
    observable: ['32', '33'].filter((item) => answers[item] === undefined),
    minutes: 12,
  };
};

const profile = (answered: number): InquiryPart => ({
  ...elder(answered),
  questionnaire: 'five-state-open',
  role: 'further',
  begun: answered > 0,
  questionCount: 35,
  observable: [],
});

const visit = (main: InquiryPart, further: InquiryPart, kept: readonly CaptureKind[] = []): VisitState => ({
  ...fakeVisitState(newFakeVisit()),
  inquiry: [main, further],
  captures: CAPTURE_KINDS.map(
    (kind): CaptureState =>
      kept.includes(kind)
        ? { kind, state: 'kept', captureId: kind, quality: { score: 1, usable: true, reasons: [] } }
        : { kind, state: 'todo' },
  ),
});

const QUESTION = { name: 'questionnaire', questionnaire: 'elder-33' };

describe('the way through the inquiry', () => {
  it('asks the main questionnaire to its end, items for an observer among it', () => {
    expect(nextInquiry(visit(elder(0), profile(0)), NOTHING_SAID)).toEqual(QUESTION);
    expect(nextInquiry(visit(elder(31), profile(0)), NOTHING_SAID)).toEqual(QUESTION);
  });

  it('lets items for an observer wait for the tongue, asks them after the examinations, and nothing else', () => {
    const waiting = { ...NOTHING_SAID, deferred: true, offersClosed: true };
    expect(nextInquiry(visit(elder(31), profile(0)), waiting)).toBeNull();
    expect(nextInquiry(visit(elder(31), profile(0), CAPTURE_KINDS), waiting)).toEqual(QUESTION);
    expect(nextInquiry(visit(elder(30), profile(0)), waiting)).toEqual(QUESTION);
  });

  it('offers a second look once, then what else there is, then goes on', () => {
    const whole = visit(elder(33), profile(0));
    expect(nextInquiry(whole, NOTHING_SAID)).toEqual({ name: 'recheck' });
    const looked = { ...NOTHING_SAID, recheckSeen: true };
    expect(nextInquiry(whole, looked)).toEqual({ name: 'offers' });
    expect(nextInquiry(whole, { ...looked, offersClosed: true })).toBeNull();
  });

  it('goes on with the questionnaire that was chosen until it is whole', () => {
    const chosen = { ...NOTHING_SAID, recheckSeen: true, active: 'five-state-open' as const };
    expect(nextInquiry(visit(elder(33), profile(3)), chosen)).toEqual({
      name: 'questionnaire',
      questionnaire: 'five-state-open',
    });
    expect(nextInquiry(visit(elder(33), profile(35)), chosen)).toBeNull();
  });

  it('does not come back to offers and second looks once examinations have begun', () => {
    expect(nextInquiry(visit(elder(33), profile(0), ['face']), NOTHING_SAID)).toBeNull();
  });
});
