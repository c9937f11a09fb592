import type { ConstitutionResult } from './constitution.ts';
import type { FaceFinding, PulseFinding, TongueFinding } from './finding.ts';
import type { FiveStateResult } from './five-state.ts';
import type { Measurement } from './measurement.ts';
import type { PictureKind } from './picture.ts';
import type { Provenance } from './provenance.ts';
import type { AnswerSheet } from './questionnaire.ts';
import type { Synthesis } from './synthesis.ts';
import type { Wrist } from './waveform.ts';

/** Separate consent is taken for health data and for pictures (PIPL art. 28, 29). */
export interface Consent {
  readonly healthData: boolean;
  readonly pictures: boolean;
  readonly givenAt: string;
  /** Version of the text that was shown. */
  readonly textVersion: string;
  readonly method: 'touch' | 'staff-witnessed';
}

export type CaptureKind = PictureKind | 'pulse-left' | 'pulse-right';

export const CAPTURE_KINDS: readonly CaptureKind[] = [
  'tongue-top',
  'tongue-underside',
  'face',
  'pulse-left',
  'pulse-right',
];

/** A capture that was kept. The bytes (picture or encoded recording) lie beside it in the record. */
export interface CaptureRecord {
  readonly id: string;
  readonly kind: CaptureKind;
  readonly mediaType: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly provenance: Provenance;
}

/** Why a part of the visit was left out. */
export interface SkippedCapture {
  readonly kind: CaptureKind;
  readonly reason: 'resident-declined' | 'no-consent' | 'device-unavailable' | 'poor-quality' | 'staff-decision';
  readonly at: string;
}

export interface VisitFindings {
  readonly tongue: (TongueFinding & { readonly captureId: string; readonly method: string }) | null;
  readonly underside: (TongueFinding & { readonly captureId: string; readonly method: string }) | null;
  readonly face: (FaceFinding & { readonly captureId: string; readonly method: string }) | null;
  readonly pulse: Readonly<
    Partial<Record<Wrist, PulseFinding & { readonly captureId: string; readonly method: string }>>
  >;
}

/** A questionnaire taken beside the one that determines the visit's constitution. */
export interface FurtherQuestionnaire {
  readonly sheet: AnswerSheet;
  /** Null when it was not answered to its end: nothing is scored in part. */
  readonly result: ConstitutionResult | FiveStateResult | null;
}

export type VisitStatus = 'in-progress' | 'complete' | 'abandoned';

/** One diagnosis session (就诊). Immutable once complete. */
export interface Visit {
  readonly id: string;
  readonly residentId: string;
  readonly stationId: string;
  readonly status: VisitStatus;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly operatorId: string | null;
  readonly consent: Consent | null;
  readonly sheet: AnswerSheet | null;
  readonly captures: readonly CaptureRecord[];
  readonly skipped: readonly SkippedCapture[];
  /** Blood pressure, oxygen, size, weight, glucose, in the order they were taken; corrected values stay among them. */
  readonly measurements: readonly Measurement[];
  readonly findings: VisitFindings;
  readonly constitution: ConstitutionResult | null;
  /** In the order they were begun; absent when there are none. */
  readonly further?: readonly FurtherQuestionnaire[];
  /** 四诊合参 as it was when the visit closed; absent where its model was left out or nothing was scored. */
  readonly synthesis?: Synthesis;
}

export type ReviewDecision = 'approved' | 'returned';

/** County or clinic opinion on a visit. Stands beside the result, never over it. */
export interface VisitReview {
  readonly visitId: string;
  readonly reviewerId: string;
  readonly reviewedAt: string;
  readonly decision: ReviewDecision;
  readonly opinion: string;
}

/** The county's proof that it holds a visit. */
export interface Receipt {
  readonly receiptId: string;
  readonly visitId: string;
  /** Lower-case hex SHA-256 of the Bundle as the county received it. */
  readonly bundleSha256: string;
  readonly receivedAt: string;
}
