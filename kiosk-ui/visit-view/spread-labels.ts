/**
 * Places labels in a row, as near to `wanted` (ascending) as `gap` between neighbours allows, all within `from`–`to`.
 * Least squares by pooling adjacent violators: labels that collide share their displacement.
 */
export function spreadLabels(wanted: readonly number[], gap: number, from: number, to: number): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const [index, place] of wanted.entries()) {
    pools.push({ sum: place - index * gap, count: 1 });
    for (let last = pools.at(-1), before = pools.at(-2); last && before && mean(before) > mean(last); ) {
      pools.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
      last = pools.at(-1);
      before = pools.at(-2);
    }
  }
  const free = pools.flatMap((pool) => Array.from({ length: pool.count }, () => mean(pool)));
  const highest = to - (wanted.length - 1) * gap;
  return free.map((place, index) => Math.min(Math.max(place, from), Math.max(from, highest)) + index * gap);
}

function mean(pool: { readonly sum: number; readonly count: number }): number {
  return pool.sum / pool.count;
}
