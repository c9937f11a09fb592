import type { ZoneColour } from '../../domain/finding.ts';
import { Distribution, pixelsWhere, valuesAt } from './distribution.ts';
import type { LabPlanes } from './lab-planes.ts';

/** Above this L* a pixel mirrors the lamp and says nothing of the tissue (the 110-number feature set's own limit). */
export const SPECULAR_LIGHTNESS = 92;
/** Share of the values cut from each end before averaging: stubble, cracks and edge pixels are rarer than this. */
const TRIM = 0.1;

/**
 * Robust colour of the pixels where `inside` is non-zero: per channel the mean and standard deviation after cutting a
 * tenth from each end, specular pixels left out. `areaPx` counts all pixels inside. Null when no usable pixel is left.
 */
export function robustColour(planes: LabPlanes, inside: Uint8Array): ZoneColour | null {
  return robustColourAt(planes, pixelsWhere(inside));
}

/** The same of a list of pixels. */
export function robustColourAt(planes: LabPlanes, pixels: Int32Array): ZoneColour | null {
  const chosen = new Int32Array(pixels.length);
  let usable = 0;
  for (let at = 0; at < pixels.length; at++) {
    const pixel = pixels[at] ?? 0;
    if ((planes.l[pixel] ?? 100) <= SPECULAR_LIGHTNESS) chosen[usable++] = pixel;
  }
  if (usable === 0) return null;
  const kept = chosen.subarray(0, usable);
  const means = new Float64Array(3);
  const spreads = new Float64Array(3);
  [planes.l, planes.a, planes.b].forEach((plane, channel) => {
    const { mean, deviation } = new Distribution(valuesAt(plane, kept)).trimmed(TRIM);
    means[channel] = mean;
    spreads[channel] = deviation;
  });
  const [ml = 0, ma = 0, mb = 0] = means;
  const [sl = 0, sa = 0, sb = 0] = spreads;
  return { lab: { l: ml, a: ma, b: mb }, spread: { l: sl, a: sa, b: sb }, areaPx: pixels.length };
}
