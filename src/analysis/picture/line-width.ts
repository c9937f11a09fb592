import type { MaskSize } from './mask-operations.ts';
import type { Point } from './polygon.ts';

/** Points on each side over which the direction of the line is taken. */
const LOOK = 3;
/** How far across the line its sides are looked for, in filter widths. */
const REACH = 3;
const STEP_PX = 0.5;

/**
 * Full width at half depth of a dark line, median over its points, px: across the line, from the darkest place outwards to where
 * half the way up to the lighter side is passed. `sigma` is the scale at which the line was found.
 */
export function lineWidth(plane: Float32Array, size: MaskSize, points: readonly Point[], sigma: number): number {
  const widths = points.map((_, index) => widthAt(plane, size, points, index, sigma * REACH)).sort((p, q) => p - q);
  return widths[widths.length >> 1] ?? 0;
}

function widthAt(plane: Float32Array, size: MaskSize, points: readonly Point[], index: number, reach: number): number {
  const [x, y] = points[index] ?? [0, 0];
  const [fromX, fromY] = points[Math.max(0, index - LOOK)] ?? [x, y];
  const [toX, toY] = points[Math.min(points.length - 1, index + LOOK)] ?? [x, y];
  const length = Math.hypot(toX - fromX, toY - fromY);
  if (length === 0) return 0;
  const across: Point = [-(toY - fromY) / length, (toX - fromX) / length];
  const steps = Math.ceil(reach / STEP_PX);
  const side = (sign: 1 | -1) =>
    halfDepthDistance((step) => bilinear(plane, size, x + sign * step * across[0], y + sign * step * across[1]), steps);
  return side(1) + side(-1);
}

function halfDepthDistance(valueAt: (distance: number) => number, steps: number): number {
  const values = Array.from({ length: steps + 1 }, (_, step) => valueAt(step * STEP_PX));
  const lowest = Math.min(...values.slice(0, 3));
  const half = (lowest + Math.max(...values)) / 2;
  const passed = values.findIndex((value, step) => step > 0 && value >= half);
  if (passed < 1) return steps * STEP_PX;
  const before = values[passed - 1] ?? half;
  const after = values[passed] ?? half;
  return (passed - 1 + (half - before) / Math.max(1e-6, after - before)) * STEP_PX;
}

/** Value between pixels; pixel centres lie on half numbers, the border repeats itself. */
export function bilinear(plane: Float32Array, { widthPx, heightPx }: MaskSize, x: number, y: number): number {
  const u = Math.min(Math.max(x - 0.5, 0), widthPx - 1);
  const v = Math.min(Math.max(y - 0.5, 0), heightPx - 1);
  const left = Math.floor(u);
  const top = Math.floor(v);
  const right = Math.min(left + 1, widthPx - 1);
  const bottom = Math.min(top + 1, heightPx - 1);
  const at = (column: number, row: number) => plane[row * widthPx + column] ?? 0;
  const upper = at(left, top) + (at(right, top) - at(left, top)) * (u - left);
  const lower = at(left, bottom) + (at(right, bottom) - at(left, bottom)) * (u - left);
  return upper + (lower - upper) * (v - top);
}
