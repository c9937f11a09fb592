import type { Lab } from '../../domain/picture.ts';
import type { QualityReason } from '../../domain/quality.ts';
import { distance, type Landmarks, middle } from './face-regions.ts';

/**
 * Limits of the gate. Set on drawn faces and on the 20 faces of face-api's sample photographs; no licensed set of clinical
 * face photographs was at hand, so they are wide.
 */
const LIMIT = {
  /** Between the outer eye corners, px of the original picture: below it a cheek disc holds under 300 pixels. */
  leastEyesPx: 60,
  darkest: 32,
  brightest: 90,
  leastSharpness: 0.35,
  bluest: 1,
  yellowest: 36,
  /** Nose from the middle between the jaw's ends, in jaw widths: 0.12 is a turn of about 20°. */
  mostTurn: 0.12,
  /** Eye line against the horizontal, radians: 15°. */
  mostTilt: 0.26,
  /** L* of one cheek against the other. */
  mostUneven: 14,
  /** Share of highlights on forehead, nose and cheeks. */
  mostShine: 0.12,
};

export interface FaceMeasures {
  readonly points: Landmarks;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the original picture for one of the measured one. */
  readonly scale: number;
  readonly skin: Lab;
  readonly sharpness: number;
  readonly gloss: number;
  /** L* of the person's left cheek minus the right one; null when one is not seen. */
  readonly cheekDifference: number | null;
}

/** Everything that speaks against a face picture, as reasons a person can act on; empty when nothing does. */
export function faceReasons(m: FaceMeasures): readonly QualityReason[] {
  const found: [QualityReason, boolean][] = [
    ['face-cut-off', isCutOff(m)],
    ['face-turned', turn(m.points) > LIMIT.mostTurn || Math.abs(tilt(m.points)) > LIMIT.mostTilt],
    ['too-small', distance(at(m.points, 36), at(m.points, 45)) * m.scale < LIMIT.leastEyesPx],
    ['too-dark', m.skin.l < LIMIT.darkest],
    ['too-bright', m.skin.l > LIMIT.brightest],
    ['blurred', m.sharpness < LIMIT.leastSharpness],
    ['colour-cast', m.skin.b < LIMIT.bluest || m.skin.b > LIMIT.yellowest],
    ['uneven-light', Math.abs(m.cheekDifference ?? 0) > LIMIT.mostUneven],
    ['shine', m.gloss > LIMIT.mostShine],
  ];
  return found.filter(([, applies]) => applies).map(([reason]) => reason);
}

const at = (points: Landmarks, index: number) => points[index] ?? ([0, 0] as const);

function isCutOff({ points, widthPx, heightPx }: FaceMeasures): boolean {
  return points.some(([x, y]) => x < 1 || y < 1 || x > widthPx - 1 || y > heightPx - 1);
}

/** How far the nose's tip lies from the middle of the jaw's upper ends along the line between them, in jaw widths. */
function turn(points: Landmarks): number {
  const [right, left, nose] = [at(points, 1), at(points, 15), at(points, 30)];
  const width = distance(right, left);
  const [mx, my] = middle([right, left]);
  const along = ((nose[0] - mx) * (left[0] - right[0]) + (nose[1] - my) * (left[1] - right[1])) / (width || 1);
  return Math.abs(along) / (width || 1);
}

function tilt(points: Landmarks): number {
  const right = middle([at(points, 36), at(points, 39)]);
  const left = middle([at(points, 42), at(points, 45)]);
  return Math.atan2(left[1] - right[1], left[0] - right[0]);
}
