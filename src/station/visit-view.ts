import type { Quality } from '../domain/quality.ts';
import type { Resident, ResidentCard } from '../domain/resident.ts';
import { ageYears, maskName, maskNumber } from '../domain/resident-number.ts';
import type { CaptureState, VisitResult, VisitState } from '../domain/station-api.ts';
import { CAPTURE_KINDS, type CaptureKind, type Visit } from '../domain/visit.ts';
import { findingOf } from '../domain/visit-parts.ts';
import { inquiryNotes } from '../inquiry/inquiry-notes.ts';
import { inquiryParts } from './inquiry/inquiry-view.ts';
import { personOf } from './inquiry/person.ts';
import { keptUntil } from './kept-visit.ts';
import type { StationServices } from './services.ts';
import { StationError } from './station-error.ts';
import { today } from './today.ts';

/** What a shared screen may show of a person. */
export function residentCard(resident: Resident, today: string): ResidentCard {
  return {
    id: resident.id,
    maskedName: maskName(resident.name),
    sex: resident.sex,
    ageYears: ageYears(resident.birthDate, today),
    maskedNumber: resident.document.number === null ? null : maskNumber(resident.document.number),
  };
}

const NOT_ANALYSED: Quality = { score: 0, usable: false, reasons: [] };

function captureState(visit: Visit, kind: CaptureKind, runningKind: CaptureKind | null): CaptureState {
  if (kind === runningKind) return { kind, state: 'running' };
  const skipped = visit.skipped.find((part) => part.kind === kind);
  if (skipped !== undefined) return { kind, state: 'skipped', reason: skipped.reason };
  const kept = visit.captures.find((part) => part.kind === kind);
  return kept === undefined
    ? { kind, state: 'todo' }
    : { kind, state: 'kept', captureId: kept.id, quality: findingOf(visit, kind)?.quality ?? NOT_ANALYSED };
}

async function residentOf(services: StationServices, visit: Visit): Promise<Resident> {
  const resident = await services.residents.get(visit.residentId);
  if (resident === null) throw new StationError('station/no-visit', 'the resident is gone');
  return resident;
}

/** Where the resident stands; enough to resume after an interruption. */
export async function visitState(
  services: StationServices,
  visit: Visit,
  running: CaptureKind | null,
): Promise<VisitState> {
  const resident = await residentOf(services, visit);
  const inquiry = await inquiryParts(services, visit, personOf(resident, visit));
  return {
    visitId: visit.id,
    resident: residentCard(resident, today(services.clock)),
    startedAt: visit.startedAt,
    consent: visit.consent === null ? null : { healthData: visit.consent.healthData, pictures: visit.consent.pictures },
    answers: visit.sheet?.answers ?? {},
    questionCount: inquiry[0]?.questionCount ?? 0,
    inquiry,
    keptUntil: keptUntil(visit),
    captures: CAPTURE_KINDS.map((kind) => captureState(visit, kind, running)),
    status: visit.status,
  };
}

/** The whole visit for its result page; the full identity only for staff. */
export async function visitResult(services: StationServices, visit: Visit, forStaff: boolean): Promise<VisitResult> {
  const resident = await residentOf(services, visit);
  const change = await services.change.since(visit);
  return {
    visit,
    resident: { card: residentCard(resident, today(services.clock)), full: forStaff ? resident : null },
    clinicName: services.station.clinicName,
    upload: await services.outbox.uploadStatus(visit.id),
    notes: inquiryNotes(visit),
    ...(change === null ? {} : { change }),
    ...(forStaff ? { opinions: await services.opinions.ofVisit(visit.id) } : {}),
  };
}
