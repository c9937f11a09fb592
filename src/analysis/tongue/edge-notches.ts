import type { EdgeSide, TongueEdge } from '../../domain/tongue-detail.ts';
import type { Point } from '../picture/polygon.ts';
import type { TongueView } from './tongue-view.ts';

/** Rows looked at, as shares of the tongue's length: root and tip curve by themselves (the 110-number feature set's range). */
const ROWS = { from: 0.25, to: 0.9 };
/** Width of smoothing as a share of the tongue's length: above a pixel's stair, far below a tooth's width. */
const FINE = 0.012;
/** A notch is at least this deep, in thousandths of the tongue's width: an even drawn edge then has none, drawn marks have 13 to 20. */
const LEAST_DEPTH = 7;

interface Notch {
  readonly at: Point;
  readonly depth: number;
}

/**
 * Tooth-marks of the outline: per side, the border's distance from the taut line around it; every dent that goes in and comes
 * out again far enough is a notch. A measurement of the outline, not the name 齿痕.
 */
export function edgeNotches(view: TongueView): TongueEdge {
  const right = notchesOf(view, 'picture-left');
  const left = notchesOf(view, 'picture-right');
  return {
    left: sideOf(left),
    right: sideOf(right),
    marks: [...left, ...right].map(({ at }) => view.toPicture(at)),
  };
}

function sideOf(notches: readonly Notch[]): EdgeSide {
  const sum = notches.reduce((total, { depth }) => total + depth, 0);
  return { count: notches.length, depth: notches.length === 0 ? 0 : sum / notches.length };
}

function notchesOf({ planes, tongue, box }: TongueView, side: 'picture-left' | 'picture-right'): readonly Notch[] {
  const from = Math.round(box.y + box.height * ROWS.from);
  const to = Math.round(box.y + box.height * ROWS.to);
  const inward = side === 'picture-left' ? 1 : -1;
  const border = smooth(
    Float32Array.from({ length: to - from + 1 }, (_, row) => borderAt(planes.widthPx, tongue, from + row, inward)),
    box.height * FINE,
  );
  const taut = tautLine(border, inward);
  const dents = border.map((value, row) => (1000 * inward * (value - (taut[row] ?? value))) / box.width);
  return notchesIn(dents).map(({ row, depth }) => ({ at: [border[row] ?? 0, from + row + 0.5], depth }));
}

/** Where the tongue begins in a row, coming from the side. */
function borderAt(widthPx: number, tongue: Uint8Array, row: number, inward: 1 | -1): number {
  const start = inward === 1 ? 0 : widthPx - 1;
  for (let step = 0; step < widthPx; step++) {
    const x = start + inward * step;
    if (tongue[row * widthPx + x]) return inward === 1 ? x : x + 1;
  }
  return start;
}

/** The convex line around a side's border: what a thread pulled tight along it would follow, per row. */
function tautLine(border: Float32Array, inward: 1 | -1): Float32Array {
  const outward = (row: number) => -inward * (border[row] ?? 0);
  const hull: number[] = [];
  for (let row = 0; row < border.length; row++) {
    while (hull.length >= 2 && isUnder(outward, hull.at(-2) ?? 0, hull.at(-1) ?? 0, row)) hull.pop();
    hull.push(row);
  }
  const line = new Float32Array(border.length);
  for (let corner = 1; corner < hull.length; corner++) {
    const start = hull[corner - 1] ?? 0;
    const end = hull[corner] ?? 0;
    for (let row = start; row <= end; row++) {
      line[row] = -inward * (outward(start) + ((outward(end) - outward(start)) * (row - start)) / (end - start));
    }
  }
  return line;
}

function isUnder(outward: (row: number) => number, first: number, middle: number, last: number): boolean {
  return (outward(middle) - outward(first)) * (last - first) <= (outward(last) - outward(first)) * (middle - first);
}

/** Local greatest dents, each as deep as the shallower of the two ways out of it (its prominence). */
function notchesIn(dents: Float32Array): { row: number; depth: number }[] {
  const found: { row: number; depth: number }[] = [];
  for (let row = 1; row < dents.length - 1; row++) {
    const own = dents[row] ?? 0;
    if (own <= (dents[row - 1] ?? 0) || own < (dents[row + 1] ?? 0)) continue;
    const depth = Math.min(wayOut(dents, row, -1), wayOut(dents, row, 1));
    if (depth >= LEAST_DEPTH) found.push({ row, depth });
  }
  return found;
}

/** How far the border comes out again on one side before it goes in deeper. */
function wayOut(dents: Float32Array, row: number, step: 1 | -1): number {
  const own = dents[row] ?? 0;
  let least = own;
  for (let at = row + step; at >= 0 && at < dents.length; at += step) {
    const value = dents[at] ?? 0;
    if (value > own) break;
    least = Math.min(least, value);
  }
  return own - least;
}

/** Gaussian mean over rows; at the ends over the rows there are. */
function smooth(values: Float32Array, sigma: number): Float32Array {
  const reach = Math.ceil(sigma * 3);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  return values.map((_, at) => {
    let sum = 0;
    let total = 0;
    for (let step = -reach; step <= reach; step++) {
      const value = values[at + step];
      if (value === undefined) continue;
      const weight = weights[step + reach] ?? 0;
      sum += weight * value;
      total += weight;
    }
    return sum / total;
  });
}
