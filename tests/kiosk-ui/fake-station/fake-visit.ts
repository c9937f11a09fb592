import type { VisitResult, VisitState } from '../../../src/domain/station-api.ts';
import { CAPTURE_KINDS, type CaptureKind, type SkippedCapture, type Visit } from '../../../src/domain/visit.ts';
import { FAKE_IDENTITY, fakeConstitution, fakeFace, fakePulse, fakeTongue, GOOD } from './fake-findings.ts';

/** The one visit of the fake station, in memory. */
export interface FakeVisit {
  consent: { healthData: boolean; pictures: boolean } | null;
  answers: Record<string, number>;
  kept: Partial<Record<CaptureKind, string>>;
  skipped: Partial<Record<CaptureKind, SkippedCapture['reason']>>;
  complete: boolean;
}

export const FAKE_CARD = {
  id: 'resident-1',
  maskedName: '张**',
  sex: 'female',
  ageYears: 71,
  maskedNumber: '1101********0020',
} as const;

export const FAKE_QUESTION_COUNT = 4;

export function newFakeVisit(): FakeVisit {
  return { consent: null, answers: {}, kept: {}, skipped: {}, complete: false };
}

export function fakeVisitState(visit: FakeVisit): VisitState {
  return {
    visitId: 'visit-1',
    resident: FAKE_CARD,
    startedAt: '2026-11-22T09:00:00+08:00',
    consent: visit.consent,
    answers: visit.answers,
    questionCount: FAKE_QUESTION_COUNT,
    inquiry: [
      {
        questionnaire: 'gbt46939-2025',
        role: 'main',
        title: '中医体质分类与判定',
        begun: true,
        answers: visit.answers,
        questionCount: FAKE_QUESTION_COUNT,
        observable: [],
        minutes: 2,
      },
    ],
    keptUntil: '2026-11-22T11:00:00+08:00',
    captures: CAPTURE_KINDS.map((kind) => {
      const reason = visit.skipped[kind];
      if (reason !== undefined) return { kind, state: 'skipped', reason };
      const captureId = visit.kept[kind];
      return captureId === undefined ? { kind, state: 'todo' } : { kind, state: 'kept', captureId, quality: GOOD };
    }),
    status: visit.complete ? 'complete' : 'in-progress',
  };
}

export function fakeVisitResult(visit: FakeVisit): VisitResult {
  return {
    visit: fakeCompleteVisit(visit),
    resident: { card: FAKE_CARD, full: null },
    clinicName: '测试卫生室',
    upload: { state: 'pending', attempts: 0, receiptId: null, receivedAt: null, errorCode: null },
    change: {
      earlier: { visitId: 'visit-0', startedAt: '2026-05-20T01:00:00.000Z' },
      later: { visitId: 'visit-1', startedAt: '2026-11-22T01:00:00.000Z' },
      scales: {
        kind: 'compared',
        scales: [
          {
            constitution: 'damp-heat',
            before: { score: 50, verdict: 'yes' },
            after: { score: 25, verdict: 'no' },
            change: -25,
            limit: { value: 25, origin: 'fallback', pairs: null },
            rci: null,
            verdict: 'lower',
          },
        ],
      },
      signs: [],
    },
  };
}

function fakeCompleteVisit(visit: FakeVisit): Visit {
  const has = (kind: CaptureKind) => visit.kept[kind] !== undefined;
  const named = (kind: CaptureKind) => ({ captureId: visit.kept[kind] ?? '', method: 'fake@0' });
  return {
    id: 'visit-1',
    residentId: FAKE_CARD.id,
    stationId: 'station-1',
    status: 'complete',
    startedAt: '2026-11-22T09:00:00+08:00',
    completedAt: '2026-11-22T09:08:00+08:00',
    operatorId: null,
    consent: null,
    sheet: null,
    captures: CAPTURE_KINDS.filter(has).map((kind) => ({
      id: visit.kept[kind] ?? '',
      kind,
      mediaType: kind.startsWith('pulse') ? 'application/octet-stream' : 'image/jpeg',
      sha256: '0'.repeat(64),
      sizeBytes: 1,
      provenance: {
        origin: 'measured',
        nature: 'simulated',
        instrument: FAKE_IDENTITY,
        operatorId: null,
        capturedAt: '2026-11-22T09:05:00+08:00',
        method: null,
      },
    })),
    measurements: [],
    skipped: CAPTURE_KINDS.flatMap((kind) => {
      const reason = visit.skipped[kind];
      return reason === undefined ? [] : [{ kind, reason, at: '2026-11-22T09:04:00+08:00' }];
    }),
    findings: {
      tongue: has('tongue-top') ? { ...fakeTongue, ...named('tongue-top') } : null,
      underside: has('tongue-underside') ? { ...fakeTongue, ...named('tongue-underside') } : null,
      face: has('face') ? { ...fakeFace, ...named('face') } : null,
      pulse: {
        ...(has('pulse-left') ? { left: { ...fakePulse('left'), ...named('pulse-left') } } : {}),
        ...(has('pulse-right') ? { right: { ...fakePulse('right'), ...named('pulse-right') } } : {}),
      },
    },
    constitution: fakeConstitution,
  };
}
