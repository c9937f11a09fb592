import type { Clock } from '../../../src/domain/clock.ts';
import type { Provenance } from '../../../src/domain/provenance.ts';
import type { Consent, VisitFindings } from '../../../src/domain/visit.ts';
import type { RegisterResident } from '../../../src/records/residents.ts';
import type { NewCapture } from '../../../src/records/visits.ts';

/** A wall clock that a test moves by hand; timers never fire. */
export interface HandClock extends Clock {
  advance(byMs: number): void;
}

export function handClock(startMs = Date.UTC(2026, 10, 22, 8)): HandClock {
  let elapsedMs = 0;
  return {
    nowMs: () => elapsedMs,
    wallMs: () => startMs + elapsedMs,
    after: () => () => {},
    advance: (byMs) => {
      elapsedMs += byMs;
    },
  };
}

export const CONSENT: Consent = {
  healthData: true,
  pictures: true,
  givenAt: '2026-11-22T08:00:00.000Z',
  textVersion: '1',
  method: 'touch',
};

export const NO_FINDINGS: VisitFindings = { tongue: null, underside: null, face: null, pulse: {} };

/** A made-up number with a right check character; the county code is that of Hangzhou's Xihu district. */
export const RESIDENT_NUMBER = '330106195203071240';

export function aResident(changes: Partial<RegisterResident> = {}): RegisterResident {
  return {
    name: '王秀英',
    sex: 'female',
    birthDate: '1952-03-07',
    document: { type: 'resident-id', number: RESIDENT_NUMBER, unverified: false },
    phone: '13800004321',
    ...changes,
  };
}

export function provenance(changes: Partial<Provenance> = {}): Provenance {
  return {
    origin: 'measured',
    nature: 'simulated',
    instrument: null,
    operatorId: null,
    capturedAt: '2026-11-22T08:01:00.000Z',
    method: null,
    ...changes,
  };
}

export function aCapture(changes: Partial<NewCapture> = {}): NewCapture {
  return {
    kind: 'tongue-top',
    mediaType: 'image/jpeg',
    bytes: new Uint8Array([0xff, 0xd8, 1, 2, 3]),
    provenance: provenance(),
    ...changes,
  };
}
