import type { ZoneColour } from '../../domain/finding.ts';
import type { LabPlanes } from './lab-planes.ts';

/** Above this L* a pixel mirrors the lamp and says nothing of the tissue (the 110-number feature set's own limit). */
export const SPECULAR_LIGHTNESS = 92;
/** Share of the values cut from each end before averaging: stubble, cracks and edge pixels are rarer than this. */
const TRIM = 0.1;

function trimmed(values: Float32Array): { mean: number; spread: number } {
  values.sort();
  const cut = Math.floor(values.length * TRIM);
  const kept = values.subarray(cut, values.length - cut);
  let sum = 0;
  let squares = 0;
  for (const value of kept) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / kept.length;
  return { mean, spread: Math.sqrt(Math.max(0, squares / kept.length - mean * mean)) };
}

/**
 * Robust colour of the pixels where `inside` is non-zero: per channel the mean and standard deviation after cutting a
 * tenth from each end, specular pixels left out. `areaPx` counts all pixels inside. Null when no usable pixel is left.
 */
export function robustColour(planes: LabPlanes, inside: Uint8Array): ZoneColour | null {
  const usable: number[] = [];
  let areaPx = 0;
  for (let pixel = 0; pixel < inside.length; pixel++) {
    if (!inside[pixel]) continue;
    areaPx++;
    if ((planes.l[pixel] ?? 100) <= SPECULAR_LIGHTNESS) usable.push(pixel);
  }
  if (usable.length === 0) return null;
  const of = (plane: Float32Array) => trimmed(Float32Array.from(usable, (pixel) => plane[pixel] ?? 0));
  const l = of(planes.l);
  const a = of(planes.a);
  const b = of(planes.b);
  return {
    lab: { l: l.mean, a: a.mean, b: b.mean },
    spread: { l: l.spread, a: a.spread, b: b.spread },
    areaPx,
  };
}
