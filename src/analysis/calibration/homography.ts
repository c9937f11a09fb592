import type { Point } from '../picture/polygon.ts';
import { NormalEquations } from './solve-linear.ts';

/** Projective map of the plane; the ninth number is 1. */
export type Homography = Float64Array;

/** The map that takes each `from` to its `to`, in the least-squares sense of the linear equations. Null when degenerate. */
export function fitHomography(from: readonly Point[], to: readonly Point[]): Homography | null {
  if (from.length < 4) return null;
  // Scaled to about 1, so that the equations are balanced.
  const [cx, cy] = centre(to);
  const scale = Math.max(1, ...to.map(([x, y]) => Math.hypot(x - cx, y - cy)));
  const equations = new NormalEquations(8);
  from.forEach(([x, y], at) => {
    const u = ((to[at]?.[0] ?? 0) - cx) / scale;
    const v = ((to[at]?.[1] ?? 0) - cy) / scale;
    equations.add(Float64Array.of(x, y, 1, 0, 0, 0, -x * u, -y * u), u);
    equations.add(Float64Array.of(0, 0, 0, x, y, 1, -x * v, -y * v), v);
  });
  const h = equations.solve(1e-9);
  if (h === null) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0] = h;
  return Float64Array.of(
    ...[a * scale + g * cx, b * scale + i * cx, c * scale + cx],
    ...[d * scale + g * cy, e * scale + i * cy, f * scale + cy],
    ...[g, i, 1],
  );
}

function centre(points: readonly Point[]): Point {
  const sum = points.reduce(([sx, sy], [x, y]): Point => [sx + x, sy + y], [0, 0] as Point);
  return [sum[0] / points.length, sum[1] / points.length];
}

export function project([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0]: Homography, [x, y]: Point): Point {
  const w = g * x + h * y + 1;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}
