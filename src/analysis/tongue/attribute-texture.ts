import type { AttributeView } from './attribute-view.ts';

const LEVELS = 32;
const DISTANCES = [1, 3] as const;

/**
 * Grey-level co-occurrence of L* (Haralick 1973), 32 levels, four directions summed, pairs inside the tongue only:
 * contrast, second moment, entropy, mean and homogeneity at distances of 1 and 3 px.
 */
export function textureFeatures(view: AttributeView): readonly (readonly [string, number])[] {
  const levels = new Int8Array(view.mask.length).fill(-1);
  for (let pixel = 0; pixel < levels.length; pixel++) {
    if (view.mask[pixel])
      levels[pixel] = Math.min(LEVELS - 1, Math.floor(((view.planes.l[pixel] ?? 0) / 100) * LEVELS));
  }
  return DISTANCES.flatMap((distance) =>
    describe(coOccurrence(levels, view.widthPx, view.heightPx, distance), distance),
  );
}

function coOccurrence(levels: Int8Array, widthPx: number, heightPx: number, distance: number): Float64Array {
  const counts = new Float64Array(LEVELS * LEVELS);
  const steps = [
    [distance, 0],
    [distance, distance],
    [0, distance],
    [-distance, distance],
  ] as const;
  for (const [right, down] of steps) {
    for (let y = 0; y + down < heightPx; y++) {
      for (let x = Math.max(0, -right); x < widthPx && x + right < widthPx; x++) {
        const first = levels[y * widthPx + x] ?? -1;
        const second = levels[(y + down) * widthPx + x + right] ?? -1;
        if (first < 0 || second < 0) continue;
        const at = first * LEVELS + second;
        const back = second * LEVELS + first;
        counts[at] = (counts[at] ?? 0) + 1;
        counts[back] = (counts[back] ?? 0) + 1;
      }
    }
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / Math.max(1, total));
}

function describe(shares: Float64Array, distance: number): readonly (readonly [string, number])[] {
  let contrast = 0;
  let secondMoment = 0;
  let entropy = 0;
  let mean = 0;
  let homogeneity = 0;
  shares.forEach((share, at) => {
    if (share === 0) return;
    const level = Math.floor(at / LEVELS);
    const apart = (level - (at % LEVELS)) ** 2;
    contrast += share * apart;
    secondMoment += share * share;
    entropy -= share * Math.log2(share);
    mean += share * level;
    homogeneity += share / (1 + apart);
  });
  return Object.entries({ contrast, secondMoment, entropy, mean, homogeneity }).map(
    ([name, value]) => [`texture${distance}.${name}`, value] as const,
  );
}
