import type { ConstitutionResult } from '../domain/constitution.ts';
import type { Provenance } from '../domain/provenance.ts';
import type { AnswerSheet } from '../domain/questionnaire.ts';
import type { Resident } from '../domain/resident.ts';
import type { VisitListRow } from '../domain/station-api.ts';
import type {
  CaptureKind,
  CaptureRecord,
  Consent,
  SkippedCapture,
  Visit,
  VisitFindings,
  VisitStatus,
} from '../domain/visit.ts';
import type { RecordsDatabase } from './database.ts';
import type { NewOutboxEntry } from './outbox.ts';

export interface StartVisit {
  readonly residentId: string;
  readonly stationId: string;
  readonly operatorId: string | null;
}
export interface NewCapture {
  readonly kind: CaptureKind;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly provenance: Provenance;
}
export interface VisitResults {
  readonly findings: VisitFindings;
  readonly constitution: ConstitutionResult | null;
  readonly completedAt: string;
}
export interface VisitFilter {
  readonly status?: VisitStatus;
  readonly residentId?: string;
  readonly stationId?: string;
  /** Half-open range of `startedAt`, ISO. */
  readonly from?: string;
  readonly to?: string;
  readonly reviewed?: boolean;
  /** Default 50. */
  readonly limit?: number;
  /** Rows older than this `startedAt`, for paging. */
  readonly before?: string;
}

/** Visits in progress take changes; a closed one answers `records/visit-closed`. */
export interface Visits {
  start(visit: StartVisit): Promise<Visit>;
  saveConsent(visitId: string, consent: Consent): Promise<void>;
  /** Which questionnaire is being answered, before its first answer. */
  openSheet(visitId: string, sheet: Omit<AnswerSheet, 'answers'>): Promise<void>;
  /** One answer as it is given; a later answer to the same item replaces it. */
  saveAnswer(visitId: string, item: string, value: number): Promise<void>;
  /** Metadata and bytes in one transaction; replaces an earlier capture or skip of the same kind. */
  addCapture(visitId: string, capture: NewCapture): Promise<CaptureRecord>;
  /** Also drops a capture of that kind. */
  skip(visitId: string, skipped: SkippedCapture): Promise<void>;
  /** Findings so far, so that they survive an interruption. */
  saveFindings(visitId: string, findings: VisitFindings): Promise<void>;
  get(visitId: string): Promise<Visit | null>;
  list(filter?: VisitFilter): Promise<readonly VisitListRow[]>;
  /** Closes the visit and queues what `outbox` returns for it, in one transaction. */
  complete(
    visitId: string,
    results: VisitResults,
    outbox: (visit: Visit, resident: Resident) => readonly NewOutboxEntry[],
  ): Promise<Visit>;
  abandon(visitId: string): Promise<void>;
}
export declare function createVisits(db: RecordsDatabase): Visits;
