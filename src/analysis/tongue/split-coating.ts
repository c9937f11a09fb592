import { SPECULAR_LIGHTNESS } from '../colour/robust-colour.ts';
import { boxBlur } from '../picture/box-blur.ts';
import { deeperThan } from '../picture/mask-operations.ts';
import { type OtsuSplit, otsuThreshold } from '../picture/otsu-threshold.ts';
import { discriminant, project } from './colour-discriminant.ts';
import type { TongueView } from './tongue-view.ts';

/**
 * Two clusters closer than this in L* − a* are not told apart: halving a single bell of the papillae's own spread
 * (standard deviation about 5) already leaves a gap of 8.
 */
const LEAST_GAP = 9;
/** Coating is less red than body by at least this much in the mean, a*; else the cut has only found a shadow. */
const LEAST_LESS_RED = 1.5;
/** The rim, as a share of the greatest depth, is body: shading there looks like a change of colour. */
const RIM = 0.06;
/** Rounds of cutting and drawing the best axis anew; the third no longer moves the cut on drawn tongues. */
const ROUNDS = 2;

export interface CoatingSplit {
  readonly coating: Uint8Array;
  readonly body: Uint8Array;
}

/**
 * Divides the tongue into coating and body. Coating is lighter and less red than body and lies inside the rim, so each
 * pixel is first placed on L* − a* (shadow lowers both and hardly moves it), smoothed over the papillae, and the tongue's
 * own histogram is cut where it separates best (Otsu 1979). The cut is then repeated on the axis of Lab that tells these two
 * parts apart best against their own spread (Fisher 1936), which leaves this picture's shading out. Null when there are not
 * two colours.
 */
export function splitCoating({ planes, tongue, depth, deepest }: TongueView): CoatingSplit | null {
  const { widthPx, heightPx } = planes;
  const radius = Math.max(1, Math.round(deepest * 0.02));
  const smooth = {
    ...planes,
    l: boxBlur(atMost(planes.l, SPECULAR_LIGHTNESS), widthPx, heightPx, radius),
    a: boxBlur(planes.a, widthPx, heightPx, radius),
    b: boxBlur(planes.b, widthPx, heightPx, radius),
  };
  const inner = deeperThan(depth, deepest * RIM);
  let place = project(smooth, [1, -1, 0]);
  let split = otsuThreshold(place, inner);
  if (!split || split.gap < LEAST_GAP) return null;
  for (let round = 0; round < ROUNDS && split; round++) {
    const axis = discriminant(smooth, inner, place, split.threshold);
    if (axis === null) break;
    place = project(smooth, axis);
    split = otsuThreshold(place, inner);
  }
  return split && partsOf(place, inner, tongue, split, smooth.a);
}

function atMost(plane: Float32Array, most: number): Float32Array {
  const out = new Float32Array(plane.length);
  for (let pixel = 0; pixel < out.length; pixel++) out[pixel] = Math.min(plane[pixel] ?? 0, most);
  return out;
}

function partsOf(
  place: Float32Array,
  inner: Uint8Array,
  tongue: Uint8Array,
  split: OtsuSplit,
  red: Float32Array,
): CoatingSplit | null {
  const coating = new Uint8Array(tongue.length);
  const body = new Uint8Array(tongue.length);
  const sums = { coating: 0, coatingPx: 0, body: 0, bodyPx: 0 };
  for (let pixel = 0; pixel < tongue.length; pixel++) {
    if (!tongue[pixel]) continue;
    if (inner[pixel] && (place[pixel] ?? 0) >= split.threshold) {
      coating[pixel] = 255;
      sums.coating += red[pixel] ?? 0;
      sums.coatingPx++;
    } else {
      body[pixel] = 255;
      sums.body += red[pixel] ?? 0;
      sums.bodyPx++;
    }
  }
  const lessRed = sums.body / Math.max(1, sums.bodyPx) - sums.coating / Math.max(1, sums.coatingPx);
  return sums.coatingPx === 0 || lessRed < LEAST_LESS_RED ? null : { coating, body };
}
