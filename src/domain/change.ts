import type { Constitution, ConstitutionScale, Verdict } from './constitution.ts';
import type { InquiryNotes } from './inquiry-note.ts';
import type { Intervention } from './intervention.ts';
import type { Lab } from './picture.ts';
import type { Wrist } from './waveform.ts';

/** Where a reliable-change limit comes from. `fallback` is the rule that stands until a reliability is known. */
export type LimitOrigin = 'site' | 'configured' | 'fallback' | 'posture-and-calibration';

/** A difference larger than `value`, in the unit of what is compared, is more than measuring twice differs. */
export interface ReliableLimit {
  readonly value: number;
  readonly origin: LimitOrigin;
  /** Pairs of repeats behind it; null where it rests on none of this site. */
  readonly pairs: number | null;
}

/** `higher` and `lower` are beyond the limit; a colour has no direction and `differs`. */
export type ChangeVerdict = 'higher' | 'lower' | 'differs' | 'within-error' | 'limit-unknown';

/** One scale at two visits. `change` is after − before, in points of the transformed score. */
export interface ScaleChange {
  readonly constitution: Constitution;
  readonly before: { readonly score: number; readonly verdict: Verdict };
  readonly after: { readonly score: number; readonly verdict: Verdict };
  readonly change: number;
  readonly limit: ReliableLimit;
  /** RCI; null while no reliability is known. */
  readonly rci: number | null;
  readonly verdict: ChangeVerdict;
}

/** Why two visits, or one sign of them, are not compared; screens hold the words. */
export type NotCompared =
  | 'other-questionnaire'
  | 'not-scored'
  | 'not-measured'
  | 'poor-quality'
  | 'other-instrument'
  | 'other-method'
  | 'other-place'
  | 'other-pressure'
  | 'not-calibrated';

export type ScaleChanges =
  | { readonly kind: 'compared'; readonly scales: readonly ScaleChange[] }
  | { readonly kind: 'not-compared'; readonly why: NotCompared };

/** Signs that are compared: few, each with a figure. Pulse height in Pa, times in seconds, colours as CIEDE2000. */
export const COMPARED_PULSE_SIGNS = ['bpm', 'h1', 't1', 'h3h1', 'h5h1'] as const;
export const COMPARED_COLOURS = ['tongue-body', 'tongue-coating', 'face-skin'] as const;

export type PulseSign = (typeof COMPARED_PULSE_SIGNS)[number];
export type ColourSign = (typeof COMPARED_COLOURS)[number];

/** What is compared; `wrist` of a pulse sign only. */
export type SignKey =
  | { readonly sign: PulseSign; readonly wrist: Wrist }
  | { readonly sign: ColourSign | 'coating-share'; readonly wrist: null };

export type SignChange = SignKey &
  (
    | {
        readonly kind: 'compared';
        readonly before: number;
        readonly after: number;
        readonly change: number;
        readonly limit: ReliableLimit | null;
        readonly verdict: ChangeVerdict;
      }
    | {
        readonly kind: 'colour';
        readonly before: Lab;
        readonly after: Lab;
        /** CIEDE2000. */
        readonly change: number;
        readonly limit: ReliableLimit | null;
        readonly verdict: ChangeVerdict;
      }
    | { readonly kind: 'not-compared'; readonly why: NotCompared }
  );

/** What changed from an earlier visit to a later one of the same resident. */
export interface VisitChange {
  readonly earlier: { readonly visitId: string; readonly startedAt: string };
  readonly later: { readonly visitId: string; readonly startedAt: string };
  readonly scales: ScaleChanges;
  readonly signs: readonly SignChange[];
}

/** One complete visit on the axis. `notes` are the remarks on its answers: the quality mark of its points. */
export interface HistoryVisit {
  readonly visitId: string;
  readonly startedAt: string;
  readonly questionnaire: string | null;
  readonly version: string | null;
  readonly scales: readonly ConstitutionScale[];
  readonly notes: readonly InquiryNotes[];
  /** Since the visit it may be compared with; null for the first. */
  readonly change: VisitChange | null;
}

/** GET /api/clinic/residents/:id/history, oldest first. */
export interface ResidentHistory {
  readonly visits: readonly HistoryVisit[];
  readonly interventions: readonly Intervention[];
}
