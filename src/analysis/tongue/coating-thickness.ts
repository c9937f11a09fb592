import type { CoatingSplit } from './split-coating.ts';
import type { TongueView } from './tongue-view.ts';

/** L* − a* by which a coating that hides the body wholly is taken to stand above the body. Chosen, not measured: it only scales the index. */
const HIDING = 60;

/**
 * How far the coating hides the body's colour, 0–1: mean over its pixels of the difference of L* − a* to the body's mean, against a
 * coating that hides it wholly. Of the whole tongue (element 0) and of each region; null where there is no coating. An index
 * without a name: no labelled data tell thick from thin.
 */
export function coatingThickness(
  { planes }: TongueView,
  split: CoatingSplit,
  regions: Uint8Array,
  regionCount: number,
): readonly (number | null)[] {
  const body = { sum: 0, count: 0 };
  const place = (pixel: number) => (planes.l[pixel] ?? 0) - (planes.a[pixel] ?? 0);
  for (let pixel = 0; pixel < split.body.length; pixel++) {
    if (!split.body[pixel]) continue;
    body.sum += place(pixel);
    body.count++;
  }
  const base = body.sum / Math.max(1, body.count);
  const sums = new Float64Array(regionCount + 1);
  const counts = new Float64Array(regionCount + 1);
  for (let pixel = 0; pixel < split.coating.length; pixel++) {
    if (!split.coating[pixel]) continue;
    const share = Math.min(1, Math.max(0, (place(pixel) - base) / HIDING));
    const region = regions[pixel] ?? 0;
    sums[0] = (sums[0] ?? 0) + share;
    counts[0] = (counts[0] ?? 0) + 1;
    if (region === 0) continue;
    sums[region] = (sums[region] ?? 0) + share;
    counts[region] = (counts[region] ?? 0) + 1;
  }
  return Array.from(sums, (sum, region) => ((counts[region] ?? 0) === 0 ? null : sum / (counts[region] ?? 1)));
}
