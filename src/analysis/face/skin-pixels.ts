import type { Lab } from '../../domain/picture.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';

/**
 * Distance in CIELAB within which a pixel is of the same skin as the face's median: regions of one evenly lit face lie
 * within 12 of it (drawn faces and face-api's sample photographs), hair, glasses, masks and walls beyond 30.
 */
const SAME_SKIN = 24;
/** Redness and yellowness no living skin goes without, whatever its tone, in an unbiased picture. */
const LEAST = { a: 2, b: 1 };

/** Median colour of the pixels where `inside` is non-zero; null when there are none. */
export function medianLab(planes: LabPlanes, inside: Uint8Array): Lab | null {
  const chosen = new Float32Array(inside.length);
  let count = 0;
  const of = (plane: Float32Array): number => {
    count = 0;
    for (let pixel = 0; pixel < inside.length; pixel++) if (inside[pixel]) chosen[count++] = plane[pixel] ?? 0;
    return chosen.subarray(0, count).sort()[count >> 1] ?? 0;
  };
  const median = { l: of(planes.l), a: of(planes.a), b: of(planes.b) };
  return count === 0 ? null : median;
}

/** The pixels of `inside` that look like the same skin as `median`, highlights left in (they are skin that shines). */
export function skinPixels(planes: LabPlanes, inside: Uint8Array, median: Lab): Uint8Array {
  return inside.map((value, pixel) => {
    if (!value) return 0;
    const l = (planes.l[pixel] ?? 0) - median.l;
    const a = planes.a[pixel] ?? 0;
    const b = planes.b[pixel] ?? 0;
    const near = Math.hypot(l, a - median.a, b - median.b) < SAME_SKIN && a > LEAST.a && b > LEAST.b;
    return near || isHighlight(l, a, b, median) ? 255 : 0;
  });
}

/** Lighter than the skin around by this much with less colour: the lamp mirrored in sebum or sweat. */
const HIGHLIGHT = { lighter: 12, chromaShare: 0.85 };

function isHighlight(lighter: number, a: number, b: number, median: Lab): boolean {
  return lighter > HIGHLIGHT.lighter && Math.hypot(a, b) < HIGHLIGHT.chromaShare * Math.hypot(median.a, median.b);
}

/**
 * Gloss: share of the pixels of `inside` that mirror the lamp, 0 to 1. Relative to the region's own median, so that it
 * does not follow exposure; light without a lamp's glint gives 0 on any skin.
 */
export function glossShare(planes: LabPlanes, inside: Uint8Array): number | null {
  const median = medianLab(planes, inside);
  if (median === null) return null;
  let shining = 0;
  let all = 0;
  for (let pixel = 0; pixel < inside.length; pixel++) {
    if (!inside[pixel]) continue;
    all++;
    const lighter = (planes.l[pixel] ?? 0) - median.l;
    if (isHighlight(lighter, planes.a[pixel] ?? 0, planes.b[pixel] ?? 0, median)) shining++;
  }
  return shining / all;
}
