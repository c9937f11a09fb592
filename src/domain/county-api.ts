/** What the county server says to its console. Errors are `ApiError` as at the station. */
import type { InquiryNotes } from './inquiry-note.ts';
import type { PhysicianOpinion } from './physician-opinion.ts';
import type { EarlierPicturesAnswer } from './picture-comparison.ts';
import type { QuestionnaireView } from './questionnaire.ts';
import type { Resident } from './resident.ts';
import type { Visit, VisitReview } from './visit.ts';

/** GET /api/visits/:id */
export interface CountyVisitDetail {
  readonly visit: Visit;
  readonly resident: Resident;
  readonly clinicName: string;
  readonly receipt: { readonly receiptId: string; readonly receivedAt: string; readonly bundleSha256: string };
  readonly reviews: readonly (VisitReview & { readonly reviewerName: string })[];
  /** The questions that were asked; null when this county does not hold that questionnaire in that version. */
  readonly questionnaire: QuestionnaireView | null;
  /** Remarks on the answer sheets, derived; none where there is nothing to say. */
  readonly notes?: readonly InquiryNotes[];
  /** Which pictures have arrived; bytes by GET /api/captures/:captureId/bytes. */
  readonly picturesReceived: readonly string[];
  /** Physicians' opinions, newest first. */
  readonly opinions: readonly PhysicianOpinion[];
}

/** GET /api/visits/:id/earlier-pictures: as at the station, and which of those visits' captures have arrived here. */
export interface CountyEarlierPictures extends EarlierPicturesAnswer {
  readonly received: readonly string[];
}

/** POST /api/visits/:id/reviews */
export interface ReviewRequest {
  readonly decision: 'approved' | 'returned';
  readonly opinion: string;
}

/** GET /api/stations */
export interface CountyStationRow {
  readonly stationId: string;
  readonly clinicName: string;
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly visitCount: number;
  readonly revoked: boolean;
}

/** GET /api/summary */
export interface CountySummary {
  readonly visitsToday: number;
  readonly visitsTotal: number;
  readonly residentsTotal: number;
  readonly stationsTotal: number;
  readonly unreviewed: number;
  readonly constitutionCounts: Readonly<Record<string, number>>;
}

/** GET /api/evidence: what a page needs of the county's own evidence for 四诊合参; nothing (204) while the published one is in force. */
export interface EvidenceSummary {
  readonly version: string;
  readonly fitted?: {
    readonly computedAt: string;
    readonly cases: number;
    readonly heldOut: { readonly logLossBefore: number; readonly logLossAfter: number };
  };
}

/** POST /api/evidence */
export interface EvidenceRefit {
  readonly kind: 'refitted' | 'kept';
  readonly why?: 'too-few-cases' | 'no-better-held-out';
  readonly report: { readonly cases: number };
}
