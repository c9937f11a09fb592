/** Quantile `q` (0–1) by nearest rank of a few thousand values at most; null for none. */
export function quantile(values: ArrayLike<number>, q: number): number | null {
  const sorted = new Float64Array(values).sort();
  return sorted[Math.round(q * (sorted.length - 1))] ?? null;
}

export function median(values: ArrayLike<number>): number | null {
  return quantile(values, 0.5);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Pearson correlation of the first `count` values of two stretches; 0 when either is constant. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>, count = Math.min(x.length, y.length)): number {
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < count; i += 1) {
    sumX += x[i] as number;
    sumY += y[i] as number;
  }
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < count; i += 1) {
    const dx = (x[i] as number) - sumX / count;
    const dy = (y[i] as number) - sumY / count;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}
