import { NormalEquations } from './solve-linear.ts';

/** Uneven light over the chart: one ratio to the mean per patch. */
export type ChartLight = Float64Array;

/** Terms of a surface of the second degree over the chart. */
const TERMS = 6;
/** Rounds of weighing patches by how well they follow the others. */
const ROUNDS = 8;
/** A patch this far (natural logarithm) off the surface is given half the weight; reading errors stay within a tenth of it. */
const HALF_WEIGHT_AT = 0.06;
/** An edge of shadow: two groups of patches this far apart, each of at least this many. */
const LEAST_STEP = 0.22;
const LEAST_GROUP = 3;

/**
 * Smooths the free estimate of each patch's light (`logs`, natural logarithm, by place) into what lamps and shadows do: a surface
 * of the second degree, and a step where the patches fall into two groups. Robust: patches that follow neither hardly count.
 */
export function smoothLight(logs: readonly number[], places: readonly (readonly [number, number])[]): ChartLight {
  const step = shadowStep(logs, places);
  const weights = logs.map(() => 1);
  let fitted = logs.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    fitted = surface(logs, places, step, weights);
    logs.forEach((value, at) => {
      weights[at] = 1 / (1 + ((value - (fitted[at] ?? 0)) / HALF_WEIGHT_AT) ** 2);
    });
  }
  const mean = fitted.reduce((sum, value) => sum + value, 0) / Math.max(1, fitted.length);
  return Float64Array.from(fitted, (value) => Math.exp(value - mean));
}

function surface(
  logs: readonly number[],
  places: readonly (readonly [number, number])[],
  step: readonly number[] | null,
  weights: readonly number[],
): number[] {
  const size = TERMS + (step === null ? 0 : 1);
  const rows = places.map(([x, y], at) => {
    const terms = [1, x, y, x * x, x * y, y * y];
    return Float64Array.from(step === null ? terms : [...terms, step[at] ?? 0]);
  });
  const equations = new NormalEquations(size);
  rows.forEach((row, at) => {
    equations.add(row, logs[at] ?? 0, weights[at] ?? 1);
  });
  const solution = equations.solve(1e-4);
  return rows.map((row) => row.reduce((sum, term, at) => sum + term * (solution?.[at] ?? 0), 0));
}

/** 1 for the patches in the light, 0 for those in shadow; null when the light has no step. */
function shadowStep(logs: readonly number[], places: readonly (readonly [number, number])[]): number[] | null {
  const sorted = logs.map((value, at) => ({ value, at })).sort((p, q) => p.value - q.value);
  let best = { gap: 0, cut: 0 };
  for (let cut = LEAST_GROUP; cut <= sorted.length - LEAST_GROUP; cut++) {
    const gap = (sorted[cut]?.value ?? 0) - (sorted[cut - 1]?.value ?? 0);
    if (gap > best.gap) best = { gap, cut };
  }
  if (best.gap < LEAST_STEP / 2) return null;
  const level = sorted[best.cut]?.value ?? 0;
  const lit = logs.map((value) => (value >= level ? 1 : 0));
  return mean(logs, lit, 1) - mean(logs, lit, 0) >= LEAST_STEP && hangTogether(lit, places) ? lit : null;
}

function mean(logs: readonly number[], lit: readonly number[], group: number): number {
  const own = logs.filter((_, at) => lit[at] === group);
  return own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
}

/** A shadow covers neighbours: most patches have most of their nearest neighbours on their own side. */
function hangTogether(lit: readonly number[], places: readonly (readonly [number, number])[]): boolean {
  const alike = places.filter(([x, y], at) => {
    const near = places
      .map(([ox, oy], other) => ({ other, far: Math.hypot(ox - x, oy - y) }))
      .filter(({ other }) => other !== at)
      .sort((p, q) => p.far - q.far)
      .slice(0, 3);
    return near.filter(({ other }) => lit[other] === lit[at]).length >= 2;
  });
  return alike.length >= 0.75 * places.length;
}
