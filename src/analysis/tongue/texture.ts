import type { Texture } from '../../domain/tongue-detail.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';

/** Levels of L* over 0–100, as in the project's 110-number feature set. */
const LEVELS = 32;
/** Fewer pairs make no statistic: a zone of 20 pixels has about this many. */
const LEAST_PAIRS = 60;

/**
 * Co-occurrence of L* for the whole mask and for each region, in one pass: neighbours 1 pixel apart to the right, below and on
 * both diagonals, counted in both orders (Haralick, Shanmugam, Dinstein 1973). `regions` holds 0 (none) or a region's number;
 * a pair counts for a region when both of its pixels lie in it. Element 0 is the whole mask; null where there are too few pairs.
 */
export function textures(
  { widthPx, heightPx, l }: LabPlanes,
  mask: Uint8Array,
  regions: Uint8Array,
  regionCount: number,
): readonly (Texture | null)[] {
  const level = new Uint8Array(l.length);
  for (let pixel = 0; pixel < l.length; pixel++) {
    level[pixel] = Math.max(0, Math.min(LEVELS - 1, ((l[pixel] ?? 0) * LEVELS) / 100));
  }
  const size = LEVELS * LEVELS;
  const counts = new Uint32Array((regionCount + 1) * size);
  const steps = [1, widthPx - 1, widthPx, widthPx + 1];
  for (let y = 0; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const pixel = y * widthPx + x;
      if (!mask[pixel]) continue;
      const own = (level[pixel] ?? 0) * LEVELS;
      const region = regions[pixel] ?? 0;
      for (let step = 0; step < 4; step++) {
        const next = pixel + (steps[step] ?? 0);
        if (!mask[next]) continue;
        const cell = own + (level[next] ?? 0);
        counts[cell] = (counts[cell] ?? 0) + 1;
        if (region > 0 && regions[next] === region)
          counts[region * size + cell] = (counts[region * size + cell] ?? 0) + 1;
      }
    }
  }
  return Array.from({ length: regionCount + 1 }, (_, region) =>
    statistics(counts.subarray(region * size, (region + 1) * size)),
  );
}

/** Each pair was counted in one order; its mirror has the same share, so both stand for half. */
function statistics(counts: Uint32Array): Texture | null {
  const pairs = counts.reduce((sum, count) => sum + count, 0);
  if (pairs < LEAST_PAIRS) return null;
  let contrast = 0;
  let entropy = 0;
  let secondMoment = 0;
  let mean = 0;
  for (let row = 0; row < LEVELS; row++) {
    for (let column = 0; column < LEVELS; column++) {
      const both = (counts[row * LEVELS + column] ?? 0) + (counts[column * LEVELS + row] ?? 0);
      if (both === 0) continue;
      const share = both / (2 * pairs);
      contrast += (row - column) ** 2 * share;
      entropy -= share * Math.log2(share);
      secondMoment += share * share;
      mean += row * share;
    }
  }
  return { contrast, entropy, secondMoment, mean };
}
