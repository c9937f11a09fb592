import { seededRandom } from './seeded-noise.ts';

type Point = readonly [number, number];

/** One crack: middle line in drawing units from the tongue's centre, and the half width at 1/e of its depth. */
export interface Crack {
  readonly points: readonly Point[];
  readonly width: number;
}

/** Points of one crack; close enough that no corner shows. */
const POINTS = 14;

/** Cracks on the inner tongue, apart from each other and from the median furrow, each a little bent. */
export function drawCracks(seed: number, count: number): readonly Crack[] {
  const random = seededRandom(seed + 313);
  return Array.from({ length: count }, (_, index) => {
    const side = index % 2 === 0 ? -1 : 1;
    const row = Math.floor(index / 2);
    const startX = side * (0.045 + 0.03 * random());
    const startY = -0.1 + 0.13 * row + 0.02 * random();
    const length = 0.085 + 0.04 * random();
    const angle = Math.PI / 2 - side * (0.15 + 0.75 * random());
    const bend = 1.2 * (random() - 0.5);
    return { points: bentLine(startX, startY, length, angle, bend), width: 0.0045 + 0.0015 * random() };
  });
}

function bentLine(x: number, y: number, length: number, angle: number, bend: number): readonly Point[] {
  const points: Point[] = [[x, y]];
  const step = length / (POINTS - 1);
  for (let at = 1; at < POINTS; at++) {
    const [lastX, lastY] = points.at(-1) ?? [x, y];
    const turned = angle + (bend * at) / POINTS;
    points.push([lastX + step * Math.cos(turned), lastY + step * Math.sin(turned)]);
  }
  return points;
}

/** How deep the cracks lie under a point, 0–1. */
export function crackShade(cracks: readonly Crack[], x: number, y: number): number {
  let deepest = 0;
  for (const { points, width } of cracks) {
    const distance = distanceToPolyline(points, x, y, 4 * width);
    deepest = Math.max(deepest, Math.exp(-((distance / width) ** 2)));
  }
  return deepest;
}

function distanceToPolyline(points: readonly Point[], x: number, y: number, farAway: number): number {
  const [firstX, firstY] = points[0] ?? [0, 0];
  // A crack is at most this long: no need to look closer.
  if (Math.hypot(x - firstX, y - firstY) > 0.15 + farAway) return Infinity;
  let nearest = Infinity;
  for (let corner = 1; corner < points.length; corner++) {
    const [x1, y1] = points[corner - 1] ?? [0, 0];
    const [x2, y2] = points[corner] ?? [0, 0];
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
    nearest = Math.min(nearest, Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)));
  }
  return nearest;
}
