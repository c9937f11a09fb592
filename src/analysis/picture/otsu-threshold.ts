/** Unit bins for differences of Lab channels, which lie between these bounds. */
const LEAST = -100;
const BINS = 200;
/** Fewer values make no histogram. */
const LEAST_COUNT = 100;

export interface OtsuSplit {
  readonly threshold: number;
  /** Distance between the means of the two parts. */
  readonly gap: number;
}

/** Threshold that separates the histogram of the values where `use` is non-zero best (Otsu 1979); null if there is none. */
export function otsuThreshold(values: Float32Array, use: ArrayLike<number>): OtsuSplit | null {
  const bins = new Float64Array(BINS);
  let total = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    if (!use[index]) continue;
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((values[index] ?? 0) - LEAST)));
    bins[bin] = (bins[bin] ?? 0) + 1;
    total++;
    sum += bin;
  }
  return total < LEAST_COUNT ? null : bestSplit(bins, total, sum);
}

function bestSplit(bins: Float64Array, total: number, sum: number): OtsuSplit | null {
  let below = 0;
  let belowSum = 0;
  let best = { separation: 0, threshold: 0, gap: 0 };
  bins.forEach((count, bin) => {
    below += count;
    belowSum += count * bin;
    if (below === 0 || below === total) return;
    const gap = (sum - belowSum) / (total - below) - belowSum / below;
    const separation = below * (total - below) * gap * gap;
    if (separation > best.separation) best = { separation, threshold: bin + 1 + LEAST, gap };
  });
  return best.separation > 0 ? best : null;
}
