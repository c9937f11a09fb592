import { percentile, sortedWhere, spreadOf } from './attribute-statistics.ts';
import type { AttributeView } from './attribute-view.ts';

/** Windows of the closing in pixels: from the finest crack to a furrow. */
const WINDOWS = [5, 9, 15, 25] as const;
/** A hollow of so many L* counts as dark. */
const DARK = 8;
/** Share of the greatest depth from which a pixel is inner: the rim's own shadow stays out. */
const INNER = 0.2;

/**
 * Dark lines: grey closing of L* minus L* (black-hat) in four windows; in the inner tongue mean, 95th and 99th percentile
 * and the share above 8 L*, in the middle strip mean and 95th percentile.
 */
export function crackFeatures(view: AttributeView): readonly (readonly [string, number])[] {
  const inner = view.mask.map((_, pixel) => ((view.depth[pixel] ?? 0) >= INNER * view.deepest ? 1 : 0));
  const strip = inner.map((inside, pixel) => {
    const x = ((pixel % view.widthPx) + 0.5) / view.widthPx;
    return inside && Math.abs(x - 0.5) <= 0.15 ? 1 : 0;
  });
  const filled = withoutOutside(view);
  return WINDOWS.flatMap((window) => {
    const closed = closing(filled, view.widthPx, view.heightPx, window);
    const hollow = closed.map((value, pixel) => value - (filled[pixel] ?? 0));
    const sorted = sortedWhere(hollow, inner);
    const middle = sortedWhere(hollow, strip);
    return [
      [`crack${window}.mean`, spreadOf(sorted).mean],
      [`crack${window}.p95`, percentile(sorted, 0.95)],
      [`crack${window}.p99`, percentile(sorted, 0.99)],
      [`crack${window}.dark`, sorted.filter((value) => value > DARK).length / Math.max(1, sorted.length)],
      [`crack${window}.middle.mean`, spreadOf(middle).mean],
      [`crack${window}.middle.p95`, percentile(middle, 0.95)],
    ] as const;
  });
}

/** L* with everything outside set to the tongue's own mean, so that no window finds a step at the outline. */
function withoutOutside({ planes, mask }: AttributeView): Float32Array {
  const { mean } = spreadOf(planes.l.filter((_, pixel) => (mask[pixel] ?? 0) > 0));
  return planes.l.map((l, pixel) => (mask[pixel] ? l : mean));
}

function closing(plane: Float32Array, widthPx: number, heightPx: number, window: number): Float32Array {
  return negative(dilation(negative(dilation(plane, widthPx, heightPx, window)), widthPx, heightPx, window));
}

/** Greatest value in a square window, cut off at the borders. */
function dilation(plane: Float32Array, widthPx: number, heightPx: number, window: number): Float32Array {
  const out = plane.slice();
  for (let y = 0; y < heightPx; y++) dilateLine(out, y * widthPx, 1, widthPx, window);
  for (let x = 0; x < widthPx; x++) dilateLine(out, x, widthPx, heightPx, window);
  return out;
}

/** In place along `count` values `step` apart: maxima over doubling spans, then two that together make the window. */
function dilateLine(plane: Float32Array, start: number, step: number, count: number, window: number): void {
  const reach = (window - 1) / 2;
  const line = new Float32Array(count + window - 1).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < count; at++) line[at + reach] = plane[start + at * step] ?? 0;
  let span = 1;
  for (; span * 2 <= window; span *= 2) {
    for (let at = 0; at + span < line.length; at++) line[at] = Math.max(line[at] ?? 0, line[at + span] ?? 0);
  }
  const rest = window - span;
  for (let at = 0; at < count; at++) plane[start + at * step] = Math.max(line[at] ?? 0, line[at + rest] ?? 0);
}

function negative(plane: Float32Array): Float32Array {
  return plane.map((value) => -value);
}
