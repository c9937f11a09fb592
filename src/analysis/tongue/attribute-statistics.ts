/** Mean, spread (population) and percentiles of a list; zeros for an empty one. */
export function spreadOf(values: Float32Array): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const count = Math.max(1, values.length);
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

/** Linear between order statistics; `sorted` ascending. */
export function percentile(sorted: Float32Array, share: number): number {
  if (sorted.length === 0) return 0;
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low] ?? 0;
  const above = sorted[Math.min(sorted.length - 1, low + 1)] ?? 0;
  return below + (above - below) * (place - low);
}

/** The values of `plane` where `chosen` is non-zero, of every `stride`-th pixel, ascending. */
export function sortedWhere(plane: Float32Array, chosen: Uint8Array, stride = 1): Float32Array {
  const values = new Float32Array(plane.length);
  let count = 0;
  for (let pixel = 0; pixel < plane.length; pixel += stride) if (chosen[pixel]) values[count++] = plane[pixel] ?? 0;
  return values.subarray(0, count).sort();
}

/** Gaussian smoothing of a line of numbers; the ends repeat. `sigma` in samples. */
export function smoothLine(line: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(3 * sigma);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return line.map((_, at) => {
    let sum = 0;
    for (let step = -reach; step <= reach; step++) {
      sum += (weights[step + reach] ?? 0) * (line[Math.min(line.length - 1, Math.max(0, at + step))] ?? 0);
    }
    return sum / total;
  });
}
