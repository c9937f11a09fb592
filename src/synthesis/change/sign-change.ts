import { deltaE2000 } from '../../analysis/colour/delta-e.ts';
import {
  type ChangeVerdict,
  COMPARED_COLOURS,
  COMPARED_PULSE_SIGNS,
  type ColourSign,
  type NotCompared,
  type PulseSign,
  type ReliableLimit,
  type SignChange,
  type SignKey,
} from '../../domain/change.ts';
import { MOST_MEAN_DELTA_E } from '../../domain/colour-calibration.ts';
import type { Lab } from '../../domain/picture.ts';
import { overlayOf, pulseOf } from '../../domain/pulse-comparison.ts';
import type { AppliedCalibration } from '../../domain/tongue-detail.ts';
import type { CaptureKind, Visit, VisitFindings } from '../../domain/visit.ts';
import type { Wrist } from '../../domain/waveform.ts';
import { type Retest, reliableLimit } from './reliable-change.ts';
import { directionOf } from './scale-change.ts';

/** Reliability of a sign from the site's own repeats; null while none is known. */
export type RetestOfSign = (key: SignKey) => Retest | null;

type KeptPulse = NonNullable<VisitFindings['pulse'][Wrist]>;

const WRISTS: readonly Wrist[] = ['left', 'right'];

/** Each compared sign at two visits, or why it is not compared. What neither visit measured is left out. */
export function signChanges(before: Visit, after: Visit, retestOf: RetestOfSign): readonly SignChange[] {
  const pulse = WRISTS.flatMap((wrist) => {
    if (before.findings.pulse[wrist] === undefined && after.findings.pulse[wrist] === undefined) return [];
    return COMPARED_PULSE_SIGNS.map((sign) => pulseChange(before, after, { sign, wrist }, retestOf));
  });
  const pictures = [...COMPARED_COLOURS, 'coating-share' as const].flatMap((sign): readonly SignChange[] => {
    if (pictureFinding(before, sign) === null && pictureFinding(after, sign) === null) return [];
    return [sign === 'coating-share' ? shareChange(before, after, retestOf) : colourChange(before, after, sign)];
  });
  return [...pulse, ...pictures];
}

function pulseChange(
  before: Visit,
  after: Visit,
  key: { readonly sign: PulseSign; readonly wrist: Wrist },
  retestOf: RetestOfSign,
): SignChange {
  const [then, now] = [before.findings.pulse[key.wrist], after.findings.pulse[key.wrist]];
  if (then === undefined || now === undefined) return { ...key, kind: 'not-compared', why: 'not-measured' };
  const why = whyNotPulse(before, after, then, now, key);
  if (why !== null) return { ...key, kind: 'not-compared', why };
  const [x1, x2] = [pulseValue(then, key.sign), pulseValue(now, key.sign)];
  if (x1 === null || x2 === null) return { ...key, kind: 'not-compared', why: 'not-measured' };
  return { ...key, ...comparedNumbers(x1, x2, retestOf(key)) };
}

/** The rate is the rate wherever the finger lies; every other number hangs on position and pressure. */
function whyNotPulse(
  before: Visit,
  after: Visit,
  then: KeptPulse,
  now: KeptPulse,
  { sign, wrist }: { readonly sign: PulseSign; readonly wrist: Wrist },
): NotCompared | null {
  const kind = `pulse-${wrist}` as const;
  if (!then.quality.usable || !now.quality.usable) return 'poor-quality';
  if (!sameInstrument(before, after, kind)) return 'other-instrument';
  if (then.method !== now.method) return 'other-method';
  if (sign === 'bpm') return null;
  if (then.best === null || now.best === null) return 'not-measured';
  const { position, step } = now.best;
  if (then.best.position !== position || then.best.step !== step) return 'other-place';
  const overlay = overlayOf(pulseOf(after), pulseOf(before), wrist, position, step);
  if (overlay.kind === 'overlay') return null;
  return overlay.why === 'other-pressure' || overlay.why === 'poor-quality' ? overlay.why : 'not-measured';
}

function pulseValue({ analysis }: KeptPulse, sign: PulseSign): number | null {
  if (analysis === null) return null;
  const { parameters, rate } = analysis;
  if (sign === 'bpm') return rate.bpm;
  return sign === 'h1' || sign === 't1' ? parameters[sign] : (parameters.ratios?.[sign] ?? null);
}

/** The same model through the same driver, both real or both not. */
function sameInstrument(before: Visit, after: Visit, kind: CaptureKind): boolean {
  const [a, b] = [before, after].map(
    ({ captures }) => captures.find((capture) => capture.kind === kind)?.provenance.instrument ?? null,
  );
  if (a == null || b == null) return false;
  return a.driverId === b.driverId && a.maker === b.maker && a.model === b.model && a.nature === b.nature;
}

function pictureFinding({ findings }: Visit, sign: ColourSign | 'coating-share') {
  return sign === 'face-skin' ? findings.face : findings.tongue;
}

function whyNotPicture(before: Visit, after: Visit, sign: ColourSign | 'coating-share'): NotCompared | null {
  const [then, now] = [pictureFinding(before, sign), pictureFinding(after, sign)];
  if (then === null || now === null) return 'not-measured';
  if (!then.quality.usable || !now.quality.usable) return 'poor-quality';
  if (!sameInstrument(before, after, sign === 'face-skin' ? 'face' : 'tongue-top')) return 'other-instrument';
  if (then.method !== now.method || outlinedBy(before) !== outlinedBy(after)) return 'other-method';
  return null;
}

/** What drew the outline decides what is coating: a model's and the classical outline are two measurements. */
function outlinedBy({ findings }: Visit): string | null {
  return findings.tongue?.segmentation?.name ?? null;
}

function shareChange(before: Visit, after: Visit, retestOf: RetestOfSign): SignChange {
  const key = { sign: 'coating-share', wrist: null } as const;
  const why = whyNotPicture(before, after, key.sign);
  if (why !== null) return { ...key, kind: 'not-compared', why };
  const [x1, x2] = [before.findings.tongue?.coating?.areaFraction, after.findings.tongue?.coating?.areaFraction];
  if (x1 === undefined || x2 === undefined) return { ...key, kind: 'not-compared', why: 'not-measured' };
  return { ...key, ...comparedNumbers(x1, x2, retestOf(key)) };
}

function colourChange(before: Visit, after: Visit, sign: ColourSign): SignChange {
  const key = { sign, wrist: null } as const;
  const why = whyNotPicture(before, after, sign) ?? whyNotColour(before, after, sign);
  if (why !== null) return { ...key, kind: 'not-compared', why };
  const [x1, x2] = [labOf(before, sign), labOf(after, sign)];
  if (x1 === null || x2 === null) return { ...key, kind: 'not-compared', why: 'not-measured' };
  const change = deltaE2000(x1, x2);
  const limit = sign === 'face-skin' ? null : colourLimit(calibrationOf(before, sign), calibrationOf(after, sign));
  const verdict: ChangeVerdict = limit === null ? 'limit-unknown' : change > limit.value ? 'differs' : 'within-error';
  return { ...key, kind: 'colour', before: x1, after: x2, change, limit, verdict };
}

/** A colour needs a calibration on both sides; both were good and valid when they were applied. */
function whyNotColour(before: Visit, after: Visit, sign: ColourSign): NotCompared | null {
  const calibrated = (visit: Visit) =>
    pictureFinding(visit, sign)?.calibrated === true && calibrationOf(visit, sign) !== null;
  return calibrated(before) && calibrated(after) ? null : 'not-calibrated';
}

function calibrationOf({ captures }: Visit, sign: ColourSign): AppliedCalibration | null {
  const kind = sign === 'face-skin' ? 'face' : 'tongue-top';
  return captures.find((capture) => capture.kind === kind)?.provenance.calibration ?? null;
}

/**
 * Holding the tongue differently alone gives a mean CIEDE2000 of 2.85 (PMC10981547); what both calibrations left of their
 * charts comes on top. No such figure is known for the face.
 */
function colourLimit(then: AppliedCalibration | null, now: AppliedCalibration | null): ReliableLimit {
  const left = (then?.meanDeltaE ?? 0) + (now?.meanDeltaE ?? 0);
  return { value: MOST_MEAN_DELTA_E + left, origin: 'posture-and-calibration', pairs: null };
}

function labOf({ findings }: Visit, sign: ColourSign): Lab | null {
  if (sign === 'face-skin') return findings.face?.skin?.lab ?? null;
  return (sign === 'tongue-body' ? findings.tongue?.body?.lab : findings.tongue?.coating?.lab) ?? null;
}

function comparedNumbers(before: number, after: number, retest: Retest | null) {
  const change = after - before;
  const limit = retest === null ? null : reliableLimit(retest);
  const verdict: ChangeVerdict =
    limit === null ? 'limit-unknown' : Math.abs(change) > limit.value ? directionOf(change) : 'within-error';
  return { kind: 'compared', before, after, change, limit, verdict } as const;
}
