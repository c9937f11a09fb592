/** Index of the largest value in `from … to` (both included, cut to the data). */
export function argMax(values: Float64Array, from: number, to: number): number {
  let best = Math.max(0, from);
  for (let i = best + 1; i <= Math.min(to, values.length - 1); i += 1) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

/** Index of the smallest value in `from … to` (both included, cut to the data). */
export function argMin(values: Float64Array, from: number, to: number): number {
  let best = Math.max(0, from);
  for (let i = best + 1; i <= Math.min(to, values.length - 1); i += 1) {
    if ((values[i] as number) < (values[best] as number)) best = i;
  }
  return best;
}

/** Local maxima strictly inside `from … to`, in order; a plateau counts at its first sample. */
export function localMaxima(values: Float64Array, from: number, to: number): number[] {
  return localExtrema(values, from, to, 1);
}

/** Local minima strictly inside `from … to`, in order; a plateau counts at its first sample. */
export function localMinima(values: Float64Array, from: number, to: number): number[] {
  return localExtrema(values, from, to, -1);
}

function localExtrema(values: Float64Array, from: number, to: number, sign: 1 | -1): number[] {
  const found: number[] = [];
  for (let i = Math.max(from, 0) + 1; i < Math.min(to, values.length - 1); i += 1) {
    const here = sign * (values[i] as number);
    if (here > sign * (values[i - 1] as number) && here >= sign * (values[i + 1] as number)) found.push(i);
  }
  return found;
}
