import type { LabPlanes } from '../colour/lab-planes.ts';
import { SPECULAR_LIGHTNESS } from '../colour/robust-colour.ts';
import { boxBlur } from '../picture/box-blur.ts';
import { distanceInside } from '../picture/mask-operations.ts';
import { otsuThreshold } from '../picture/otsu-threshold.ts';

/**
 * Two clusters closer than this in L* − a* are not told apart: halving a single bell of the papillae's own spread
 * (standard deviation about 5) already leaves a gap of 8.
 */
const LEAST_GAP = 9;
/** Coating is less red than body by at least this much in the mean, a*; else the cut has only found a shadow. */
const LEAST_LESS_RED = 1.5;
/** The rim, as a share of the greatest depth, is body: shading there looks like a change of colour. */
const RIM = 0.06;

export interface CoatingSplit {
  readonly coating: Uint8Array;
  readonly body: Uint8Array;
}

/**
 * Divides the tongue into coating and body. Coating is lighter and less red than body and lies inside the rim, so each
 * pixel is placed on L* − a* (shadow lowers both and hardly moves it), smoothed over the papillae, and the tongue's
 * own histogram is cut where it separates best (Otsu 1979). Null when there are not two colours.
 */
export function splitCoating(planes: LabPlanes, tongue: Uint8Array): CoatingSplit | null {
  const { widthPx, heightPx } = planes;
  const depth = distanceInside(tongue, planes);
  const deepest = depth.reduce((most, value) => Math.max(most, value), 0);
  const paleness = planes.l.map((l, pixel) => Math.min(l, SPECULAR_LIGHTNESS) - (planes.a[pixel] ?? 0));
  const smooth = boxBlur(paleness, widthPx, heightPx, Math.max(1, Math.round(deepest * 0.02)));
  const inner = depth.map((value) => (value > deepest * RIM ? 1 : 0));
  const split = otsuThreshold(smooth, inner);
  if (!split || split.gap < LEAST_GAP) return null;
  const coating = Uint8Array.from(smooth, (value, pixel) => (inner[pixel] && value >= split.threshold ? 255 : 0));
  const body = tongue.map((value, pixel) => (value && !coating[pixel] ? 255 : 0));
  return mean(planes.a, body) - mean(planes.a, coating) < LEAST_LESS_RED ? null : { coating, body };
}

function mean(plane: Float32Array, mask: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (!mask[pixel]) continue;
    sum += plane[pixel] ?? 0;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
