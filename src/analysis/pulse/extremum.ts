/** Index of the largest value in `from … to` (both included, cut to the data). */
export function argMax(values: Float64Array, from: number, to: number): number {
  let best = Math.max(0, from);
  const last = Math.min(to, values.length - 1);
  for (let i = best + 1; i <= last; i += 1) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/** Index of the smallest value in `from … to` (both included, cut to the data). */
export function argMin(values: Float64Array, from: number, to: number): number {
  let best = Math.max(0, from);
  const last = Math.min(to, values.length - 1);
  for (let i = best + 1; i <= last; i += 1) {
    if ((values[i] as number) < (values[best] as number)) best = i;
  }
  return best;
}

/** 1 for hills, -1 for valleys. A plateau counts at its first sample. */
export type Side = 1 | -1;

function isExtremum(values: Float64Array, i: number, side: Side): boolean {
  const here = side * (values[i] as number);
  return here > side * (values[i - 1] as number) && here >= side * (values[i + 1] as number);
}

/** First local extremum strictly inside `from … to`; null without one. */
export function firstExtremum(values: Float64Array, from: number, to: number, side: Side): number | null {
  const until = Math.min(to, values.length - 1);
  for (let i = Math.max(from, 0) + 1; i < until; i += 1) if (isExtremum(values, i, side)) return i;
  return null;
}

/** Last local extremum strictly inside `from … to`; null without one. */
export function lastExtremum(values: Float64Array, from: number, to: number, side: Side): number | null {
  const after = Math.max(from, 0);
  for (let i = Math.min(to, values.length - 1) - 1; i > after; i -= 1) if (isExtremum(values, i, side)) return i;
  return null;
}

/** The highest hill (or lowest valley) strictly inside `from … to`; null without one. */
export function greatestExtremum(values: Float64Array, from: number, to: number, side: Side): number | null {
  const until = Math.min(to, values.length - 1);
  let best: number | null = null;
  for (let i = Math.max(from, 0) + 1; i < until; i += 1) {
    if (
      isExtremum(values, i, side) &&
      (best === null || side * (values[i] as number) > side * (values[best] as number))
    )
      best = i;
  }
  return best;
}

/** Top of the parabola through an extremum and its neighbours, at most half a sample away; `i` itself at a corner. */
export function vertex(values: Float64Array, i: number): number {
  return i + topOffset(values[i - 1] ?? Number.NaN, values[i] ?? Number.NaN, values[i + 1] ?? Number.NaN);
}

/** Distance of the parabola's top from the middle of three samples; 0 where it lies beyond half a sample. */
export function topOffset(before: number, here: number, after: number): number {
  const shift = (before - after) / (2 * (before - 2 * here + after));
  return Math.abs(shift) <= 0.5 ? shift : 0;
}

/** Value at a position between samples, by the straight line; the end values beyond both ends. */
export function valueAt(values: Float64Array, position: number): number {
  const i = Math.floor(position);
  if (i < 0) return values[0] ?? 0;
  if (i >= values.length - 1) return values[values.length - 1] ?? 0;
  return (values[i] as number) + (position - i) * ((values[i + 1] as number) - (values[i] as number));
}
