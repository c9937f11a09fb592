import type { FaceFinding, TongueFinding } from './finding.ts';
import type { PictureKind } from './picture.ts';
import type { InstrumentIdentity } from './provenance.ts';
import type { Visit, VisitFindings } from './visit.ts';

/** One picture of a visit with what was measured on it, when, and with what. */
export interface VisitPicture<Finding extends TongueFinding | FaceFinding = TongueFinding | FaceFinding> {
  readonly visitId: string;
  readonly startedAt: string;
  readonly finding: Finding & { readonly captureId: string; readonly method: string };
  readonly instrument: InstrumentIdentity | null;
}

/** Null where there is no such picture. */
export interface VisitPictures {
  readonly 'tongue-top': VisitPicture<TongueFinding> | null;
  readonly 'tongue-underside': VisitPicture<TongueFinding> | null;
  readonly face: VisitPicture<FaceFinding> | null;
}

/** GET /api/clinic/visits/:id/earlier-pictures: per kind the latest earlier complete visit that holds one. */
export interface EarlierPicturesAnswer {
  readonly earlier: VisitPictures;
}

/** Why two pictures are not laid side by side; screens hold the words. */
export type PicturesNotComparable =
  | 'no-earlier-picture'
  | 'poor-quality'
  | 'uncalibrated'
  | 'other-instrument'
  | 'calibration-differs';

/**
 * Two calibrations may leave this much more error apart (mean CIEDE2000 on the chart). Chosen, not measured: the project
 * accepts a calibration up to 2, and a change of posture alone gives 2.85 (PMC10981547).
 */
const RESIDUAL_APART = 1;

export function picturesOf(visit: Visit): VisitPictures {
  const { tongue, underside, face } = visit.findings;
  return {
    'tongue-top': pictureOf(visit, tongue),
    'tongue-underside': pictureOf(visit, underside),
    face: pictureOf(visit, face),
  };
}

function pictureOf<Finding extends NonNullable<VisitFindings['tongue']> | NonNullable<VisitFindings['face']>>(
  { id, startedAt, captures }: Visit,
  finding: Finding | null,
) {
  if (finding === null) return null;
  const capture = captures.find((candidate) => candidate.id === finding.captureId);
  return { visitId: id, startedAt, finding, instrument: capture?.provenance.instrument ?? null };
}

/** The latest of each kind; `before` begins with the latest visit. */
export function latestPictures(before: readonly Visit[]): VisitPictures {
  const all = before.map(picturesOf);
  const latest = <Kind extends PictureKind>(kind: Kind): VisitPictures[Kind] | null =>
    all.find((pictures) => pictures[kind] !== null)?.[kind] ?? null;
  return { 'tongue-top': latest('tongue-top'), 'tongue-underside': latest('tongue-underside'), face: latest('face') };
}

/** Null where the two may be laid side by side. Colours as the camera gave them are comparable with nothing. */
export function whyNotComparable(present: VisitPicture, earlier: VisitPicture | null): PicturesNotComparable | null {
  if (earlier === null) return 'no-earlier-picture';
  if (!present.finding.quality.usable || !earlier.finding.quality.usable) return 'poor-quality';
  if (!present.finding.calibrated || !earlier.finding.calibrated) return 'uncalibrated';
  if (!sameInstrument(present.instrument, earlier.instrument)) return 'other-instrument';
  const apart = residualOf(present) - residualOf(earlier);
  return Math.abs(apart) > RESIDUAL_APART ? 'calibration-differs' : null;
}

/** Indexes are subtracted only where the same means measured both. */
export function sameMeans(present: VisitPicture, earlier: VisitPicture): boolean {
  return present.finding.method === earlier.finding.method && segmentedBy(present) === segmentedBy(earlier);
}

/** 0 where the finding carries no residual (faces stored before they did): both were within the limit of validity. */
function residualOf({ finding }: VisitPicture): number {
  return finding.calibration?.meanDeltaE ?? 0;
}

function segmentedBy({ finding }: VisitPicture): string | null {
  return 'segmentation' in finding ? (finding.segmentation?.name ?? null) : null;
}

function sameInstrument(a: InstrumentIdentity | null, b: InstrumentIdentity | null): boolean {
  if (a === null || b === null) return false;
  return a.driverId === b.driverId && a.maker === b.maker && a.model === b.model && a.nature === b.nature;
}
