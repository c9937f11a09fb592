/**
 * What the station says to its pages over HTTP (`/api/...`) and WebSocket (`/api/live`).
 * Every failed request answers `ApiError` with a documented code; pages choose words by code.
 */

import type { VisitChange } from './change.ts';
import type { CalibrationFit, CalibrationLight, CalibrationState, DriftCheck } from './colour-calibration.ts';
import type { CardReaderState, DeviceCard } from './device-api.ts';
import type { FaceFinding, PulseFinding, TongueFinding } from './finding.ts';
import type { EducationLevel } from './five-state.ts';
import type { InquiryNotes } from './inquiry-note.ts';
import type { GlucoseTiming, MeasuredValues, MeasurementKind } from './measurement.ts';
import type { ConfirmedConstitutions, PhysicianOpinion } from './physician-opinion.ts';
import type { PhysicianSignValues } from './physician-signs.ts';
import type { PictureKind } from './picture.ts';
import type { CaptureNature, InstrumentIdentity } from './provenance.ts';
import type { PulseGuidance } from './pulse-guidance.ts';
import type { Quality } from './quality.ts';
import type { Answers, QuestionnaireId } from './questionnaire.ts';
import type { DocumentType, Resident, ResidentCard, Sex } from './resident.ts';
import type { CaptureKind, SkippedCapture, Visit } from './visit.ts';
import type { PressureStep, PulsePosition, Wrist } from './waveform.ts';

export interface ApiError {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly context?: Readonly<Record<string, unknown>>;
  };
}

export type InstrumentStatus =
  | { readonly kind: 'searching'; readonly lastError: string | null }
  | { readonly kind: 'ready'; readonly identity: InstrumentIdentity }
  | { readonly kind: 'busy'; readonly identity: InstrumentIdentity }
  | { readonly kind: 'lost'; readonly code: string; readonly retryInMs: number };

/** What came over the instrument's link since it was opened; bytes that belonged to nothing are counted, never hidden. */
export interface InstrumentLink {
  readonly receivedBytes: number;
  readonly discardedBytes: number;
  readonly rejectedLines: number;
  readonly retries: number;
}

/** GET /api/station */
export interface StationStatus {
  /** Absent until the first connection. */
  readonly link?: InstrumentLink;
  readonly stationId: string;
  readonly clinicName: string;
  readonly softwareVersion: string;
  readonly demonstration: boolean;
  readonly cardReader: CardReaderState;
  readonly instrument: InstrumentStatus;
  readonly outbox: { readonly pending: number; readonly failed: number; readonly oldestPendingAt: string | null };
  readonly county: { readonly enrolled: boolean; readonly reachable: boolean | null };
}

/** POST /api/identify */
export interface IdentifyRequest {
  readonly documentType: DocumentType;
  readonly number: string;
}
/** `claim` proves for ten minutes that this number was typed here; it opens the visit. */
export interface IdentifyResponse {
  readonly card: ResidentCard | null;
  readonly claim: string | null;
  /** Read from an 18-digit number, so that nothing has to be typed twice. */
  readonly derived: { readonly sex: Sex; readonly birthDate: string } | null;
}

/** POST /api/identify/card: the card on the reader. `token` stands for its contents for ten minutes. */
export interface CardIdentifyResponse {
  /** A resident who is known here, or who the card says. */
  readonly card: ResidentCard;
  /** Of a known resident. */
  readonly claim: string | null;
  /** Of a person who is new here. */
  readonly token: string | null;
  readonly nature: CaptureNature;
}

/** POST /api/visits; sets the visit cookie. A `cardToken` registers the person whose card was read. */
export type StartVisitRequest =
  | { readonly claim: string }
  | { readonly newResident: NewResident }
  | { readonly cardToken: string; readonly phone: string | null };

export interface NewResident {
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly documentType: DocumentType;
  readonly documentNumber: string | null;
  readonly phone: string | null;
}

export type CaptureState =
  | { readonly kind: CaptureKind; readonly state: 'todo' }
  | { readonly kind: CaptureKind; readonly state: 'running' }
  | { readonly kind: CaptureKind; readonly state: 'kept'; readonly captureId: string; readonly quality: Quality }
  | { readonly kind: CaptureKind; readonly state: 'skipped'; readonly reason: SkippedCapture['reason'] };

/** One questionnaire of a visit and how far it is. */
export interface InquiryPart {
  readonly questionnaire: QuestionnaireId;
  /** `main` determines the constitution of the visit; the others may be taken beside it. */
  readonly role: 'main' | 'further';
  readonly title: string;
  readonly begun: boolean;
  readonly answers: Answers;
  readonly questionCount: number;
  /** Unanswered items that staff may look at and fill in. */
  readonly observable: readonly string[];
  /** How long it takes, for the offer. */
  readonly minutes: number;
}

/** GET /api/visit: where the resident stands. Enough to resume after an interruption. */
export interface VisitState {
  readonly visitId: string;
  readonly resident: ResidentCard;
  readonly startedAt: string;
  readonly consent: { readonly healthData: boolean; readonly pictures: boolean } | null;
  readonly answers: Readonly<Record<string, number>>;
  readonly questionCount: number;
  /** The main questionnaire first; `answers` and `questionCount` above are its. */
  readonly inquiry: readonly InquiryPart[];
  /** Until then an unfinished visit can be gone on with at the next identification. */
  readonly keptUntil: string;
  readonly captures: readonly CaptureState[];
  readonly status: Visit['status'];
}

/** PUT /api/visit/consent */
export interface ConsentRequest {
  readonly healthData: boolean;
  readonly pictures: boolean;
}

/** PUT /api/visit/answers */
export interface AnswerRequest {
  readonly item: string;
  readonly value: number;
  /** Left out: the main one. */
  readonly questionnaire?: QuestionnaireId;
  /** How long the question stood. */
  readonly tookMs?: number;
  /** The option that a measurement proposed was confirmed. */
  readonly measured?: boolean;
}

/** POST /api/visit/questionnaires and /api/clinic/visits/:id/questionnaires: begins one beside the main one. */
export interface BeginQuestionnaireRequest {
  readonly questionnaire: QuestionnaireId;
  /** Only for a licensed test with norms by education. */
  readonly education?: EducationLevel;
}

/** GET /api/clinic/packs, POST /api/clinic/packs (body: the pack file as text). */
export interface PackRow {
  readonly id: string;
  readonly version: string;
  readonly loadedAt: string;
  readonly licence: { readonly holder: string; readonly reference: string; readonly validUntil: string | null } | null;
  /** Why it is not used; null when it is. */
  readonly problem: string | null;
}

/** POST /api/visit/complete and GET /api/visit/result; also GET /api/clinic/visits/:id for staff. */
export interface VisitResult {
  readonly visit: Visit;
  readonly resident: { readonly card: ResidentCard; readonly full: Resident | null };
  readonly clinicName: string;
  readonly upload: UploadStatus;
  /** Remarks on the answer sheets, derived; none where there is nothing to say. */
  readonly notes?: readonly InquiryNotes[];
  /** Since an earlier visit of the resident; absent where there is none. */
  readonly change?: VisitChange;
  /** Newest first; for staff only. */
  readonly opinions?: readonly PhysicianOpinion[];
}

/** POST /api/clinic/visits/:id/opinions */
export interface OpinionRequest {
  readonly signs: PhysicianSignValues;
  readonly confirmed: ConfirmedConstitutions | null;
}

export interface UploadStatus {
  readonly state: 'not-queued' | 'pending' | 'uploaded' | 'failed';
  readonly attempts: number;
  readonly receiptId: string | null;
  readonly receivedAt: string | null;
  readonly errorCode: string | null;
}

/** One step of a running capture, as the acquisition machine sees it. */
export type CapturePhase =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'aiming' }
  | { readonly phase: 'taking' }
  | { readonly phase: 'transferring'; readonly receivedBytes: number; readonly totalBytes: number }
  | { readonly phase: 'settling'; readonly step: PressureStep; readonly targetPressurePa: number }
  | {
      readonly phase: 'sampling';
      readonly step: PressureStep;
      readonly elapsedMs: number;
      readonly holdMs: number;
      readonly beats: number;
    }
  | { readonly phase: 'releasing' }
  | { readonly phase: 'analysing' }
  | { readonly phase: 'accepted'; readonly captureId: string; readonly quality: Quality }
  | { readonly phase: 'rejected'; readonly quality: Quality; readonly triesLeft: number }
  | { readonly phase: 'failed'; readonly code: string; readonly retryable: boolean }
  | { readonly phase: 'cancelled' };

/** Server → page on /api/live. Every message is one JSON object. */
export type LiveMessage =
  | { readonly type: 'instrument'; readonly status: InstrumentStatus }
  | { readonly type: 'capture'; readonly kind: CaptureKind; readonly phase: CapturePhase }
  | {
      readonly type: 'pulse';
      readonly wrist: Wrist;
      readonly sampleRateHz: number;
      /** Samples decimated for drawing, Pa. */
      readonly samplesPa: Readonly<Record<PulsePosition, readonly number[]>>;
      readonly contactPressurePa: Readonly<Record<PulsePosition, number>>;
      readonly inContact: Readonly<Record<PulsePosition, boolean>>;
      readonly motion: boolean;
      readonly quality: Quality;
      /** Positioning aid; absent until one second was measured. */
      readonly guidance?: PulseGuidance;
    }
  | {
      readonly type: 'preview';
      readonly kind: CaptureKind;
      /** data: URL of a small JPEG, mirrored by the page, never stored. */
      readonly picture: string;
      readonly quality: Quality;
    }
  | {
      readonly type: 'finding';
      readonly kind: CaptureKind;
      readonly finding: TongueFinding | FaceFinding | PulseFinding;
    }
  /** Staff pages: all devices, whenever something about one changed. */
  | { readonly type: 'devices'; readonly devices: readonly DeviceCard[] }
  /** Staff pages: a device's wave, thinned out for drawing. */
  | {
      readonly type: 'device-wave';
      readonly deviceId: string;
      readonly sampleRateHz: number;
      readonly channels: readonly {
        readonly name: string;
        readonly unit: 'level' | 'Pa';
        readonly samples: readonly number[];
      }[];
    }
  /** Staff pages: what a device's camera sees, as a data: URL of a small JPEG; never stored. */
  | { readonly type: 'device-picture'; readonly deviceId: string; readonly picture: string }
  /** Every page: whether a card can be put on a reader; never whose it is. */
  | { readonly type: 'card-reader'; readonly state: CardReaderState }
  | { readonly type: 'outbox'; readonly pending: number }
  | { readonly type: 'heartbeat' };

export type StaffRole = 'doctor' | 'administrator' | 'reviewer';

/** POST /api/staff/sign-in, GET /api/staff/me (station) and POST /api/sign-in, GET /api/me (county). */
export interface StaffSession {
  readonly accountId: string;
  readonly displayName: string;
  readonly role: StaffRole;
}

/** GET /api/clinic/visits and, at the county, GET /api/visits. */
export interface VisitListRow {
  readonly visitId: string;
  readonly residentId: string;
  readonly residentName: string;
  readonly sex: Sex;
  readonly ageYears: number;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly status: Visit['status'];
  readonly primary: string | null;
  readonly conclusionText: string | null;
  readonly simulated: boolean;
  readonly stationId: string;
  readonly clinicName: string;
  readonly upload: UploadStatus['state'];
  readonly reviewed: boolean;
}

/** GET /api/clinic/residents?q= */
export interface ResidentListRow {
  readonly resident: Resident;
  readonly visitCount: number;
  readonly lastVisitAt: string | null;
}

/** POST /api/clinic/visits/:id/measurements; answers the kept `Measurement`. The signed-in account is its operator. */
export interface MeasurementRequest {
  readonly kind: MeasurementKind;
  readonly values: MeasuredValues;
  readonly timing: GlucoseTiming | null;
  /** Answers `station/measurement-unusual`: the values were looked at again and stand. */
  readonly confirmed: boolean;
  /** Id of the measurement that was wrong. */
  readonly replaces: string | null;
}

/** A camera's colour calibration under one light as the workbench lists it. */
export interface CalibrationRow {
  readonly id: string;
  readonly camera: string;
  readonly light: string;
  readonly fit: CalibrationFit;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly state: CalibrationState;
  /** Its light is the one the camera works under now. */
  readonly inUse: boolean;
  /** The device's built-in reference was photographed with it. */
  readonly hasReference: boolean;
  readonly lastCheck: DriftCheck | null;
}

/** A camera that is there now. */
export interface CalibrationCamera {
  readonly camera: string;
  readonly name: string;
  readonly nature: CaptureNature;
  /** The pictures it takes. */
  readonly parts: readonly PictureKind[];
  /** The light it works under. */
  readonly light: CalibrationLight;
}

/** GET /api/clinic/calibrations; also the answer of PUT /api/clinic/calibrations/light. */
export interface CalibrationsView {
  readonly calibrations: readonly CalibrationRow[];
  readonly cameras: readonly CalibrationCamera[];
}

/** POST /api/clinic/calibrations: the chart before the camera of this picture, under this light. */
export interface NewCalibrationRequest {
  readonly part: PictureKind;
  readonly light: CalibrationLight;
}

/** POST /api/clinic/calibrations/check: whether that camera still sees as it did; answers the `CalibrationRow`. */
export interface DriftCheckRequest {
  readonly part: PictureKind;
  readonly by: DriftCheck['by'];
}

/** PUT /api/clinic/calibrations/light */
export interface LightRequest {
  readonly camera: string;
  readonly light: CalibrationLight;
}

/** Answer to photographing the chart. */
export interface NewCalibrationResult {
  /** False: the fit is too poor, and what was valid before stays. */
  readonly kept: boolean;
  readonly calibration: CalibrationRow;
  /** Names of the patches that could not be used. */
  readonly leftOut: readonly string[];
}
