import type { Point } from './polygon.ts';

/** Fewest corners that stay within `tolerancePx` of the line (Douglas and Peucker 1973); the ends are kept. */
export function simplifyLine(points: readonly Point[], tolerancePx: number): readonly Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (points.length < 3 || first === undefined || last === undefined) return points;
  let farthest = 0;
  let at = 0;
  points.forEach((point, index) => {
    const distance = distanceToSegment(point, first, last);
    if (distance > farthest) {
      farthest = distance;
      at = index;
    }
  });
  if (farthest <= tolerancePx) return [first, last];
  const before = simplifyLine(points.slice(0, at + 1), tolerancePx);
  return [...before.slice(0, -1), ...simplifyLine(points.slice(at), tolerancePx)];
}

/** Distance of a point to the segment between two others. */
export function distanceToSegment([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}
