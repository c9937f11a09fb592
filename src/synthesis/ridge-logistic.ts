/** A yes-or-no outcome with what speaks for it. */
export interface Case {
  readonly x: readonly number[];
  readonly y: 0 | 1;
}

export interface LogisticFit {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** Newton steps after which a concave problem of this size has long converged; it stops sooner when it has. */
const MOST_STEPS = 50;
const CONVERGED = 1e-9;

/**
 * Logistic regression drawn towards `prior`: maximises the log-likelihood minus ½·precision·Σ(w − prior)². The intercept is
 * free. Newton's method (iteratively reweighted least squares); with a positive precision the optimum is unique.
 */
export function fitTowards(cases: readonly Case[], prior: readonly number[], precision: number): LogisticFit {
  const size = prior.length + 1;
  const positive = cases.filter(({ y }) => y === 1).length;
  // Weight 0 is the intercept; half a case each keeps it finite when all outcomes are alike.
  let weights = [Math.log((positive + 0.5) / (cases.length - positive + 0.5)), ...prior];
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (const { x, y } of cases) addCase(weights, x, y, gradient, curvature);
    prior.forEach((mean, i) => {
      gradient[i + 1] = (gradient[i + 1] ?? 0) - precision * ((weights[i + 1] ?? 0) - mean);
      const row = curvature[i + 1] as Float64Array;
      row[i + 1] = (row[i + 1] ?? 0) + precision;
    });
    const change = solve(curvature, gradient);
    weights = weights.map((weight, i) => weight + (change[i] ?? 0));
    if (change.every((value) => Math.abs(value) < CONVERGED)) break;
  }
  return { intercept: weights[0] ?? 0, weights: weights.slice(1) };
}

/** Logit of a case: intercept plus the weights of what is there. */
export function logit({ intercept, weights }: LogisticFit, x: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), intercept);
}

/** Mean negative log-likelihood of outcomes under logits, nats. */
export function logLoss(pairs: readonly { readonly logit: number; readonly y: 0 | 1 }[]): number {
  const losses = pairs.map(({ logit: value, y }) => Math.log1p(Math.exp(y === 1 ? -value : value)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function addCase(
  weights: readonly number[],
  x: readonly number[],
  y: 0 | 1,
  gradient: Float64Array,
  curvature: readonly Float64Array[],
): void {
  const p = 1 / (1 + Math.exp(-logit({ intercept: weights[0] ?? 0, weights: weights.slice(1) }, x)));
  const value = (i: number): number => (i === 0 ? 1 : (x[i - 1] ?? 0));
  for (let i = 0; i < gradient.length; i++) {
    if (value(i) === 0) continue;
    gradient[i] = (gradient[i] ?? 0) + (y - p) * value(i);
    const row = curvature[i] as Float64Array;
    for (let j = 0; j < gradient.length; j++) row[j] = (row[j] ?? 0) + p * (1 - p) * value(i) * value(j);
  }
}

/** Solves a symmetric positive definite system by Cholesky's factorisation. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const lower = matrix.map((row) => Float64Array.from(row));
  const at = (i: number, j: number): number => lower[i]?.[j] ?? 0;
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      (lower[i] as Float64Array)[j] = i === j ? Math.sqrt(Math.max(sum, Number.EPSILON)) : sum / at(j, j);
    }
  }
  const out = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) out[i] = (out[i] ?? 0) - at(i, k) * (out[k] ?? 0);
    out[i] = (out[i] ?? 0) / at(i, i);
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) out[i] = (out[i] ?? 0) - at(k, i) * (out[k] ?? 0);
    out[i] = (out[i] ?? 0) / at(i, i);
  }
  return out;
}
