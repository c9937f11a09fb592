/**
 * Copies the beat from `from` to before `to` into `into`, the straight line through the samples at both ends taken off;
 * returns its length, at most that of `into`.
 */
export function levelInto(into: Float64Array, wave: Float64Array, from: number, to: number): number {
  const start = wave[from] as number;
  const slope = ((wave[to] as number) - start) / Math.max(1, to - from);
  const count = Math.min(to - from, into.length);
  for (let i = 0; i < count; i += 1) into[i] = (wave[from + i] as number) - start - slope * i;
  return count;
}
