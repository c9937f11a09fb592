import type { Point } from './polygon.ts';

const STEPS: readonly Point[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/**
 * Outline of the part of the mask that holds its topmost pixel, along pixel edges with the inside on the right, thinned
 * to at most `limit` evenly spaced corners. Empty for an empty mask.
 */
export function traceOutline(mask: Uint8Array, widthPx: number, heightPx: number, limit: number): readonly Point[] {
  let start = 0;
  while (start < mask.length && !mask[start]) start++;
  if (start === mask.length) return [];
  const inside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < widthPx && y < heightPx && mask[y * widthPx + x] !== 0;
  return thinLine(follow(inside, start % widthPx, Math.floor(start / widthPx)), limit);
}

/** At most `limit` corners of a line, evenly spaced. */
export function thinLine(corners: readonly Point[], limit: number): readonly Point[] {
  const step = Math.max(1, corners.length / limit);
  return Array.from({ length: Math.min(limit, corners.length) }, (_, i) => corners[Math.floor(i * step)] ?? [0, 0]);
}

function follow(inside: (x: number, y: number) => boolean, startX: number, startY: number): Point[] {
  const corners: Point[] = [];
  let x = startX;
  let y = startY;
  let heading = 0;
  do {
    corners.push([x, y]);
    const [dx, dy] = STEPS[heading] ?? [1, 0];
    x += dx;
    y += dy;
    heading = nextHeading(inside, x, y, heading);
  } while (x !== startX || y !== startY);
  return corners;
}

/** Right turn where the pixel ahead on the right is outside, left turn where the one ahead on the left is inside. */
function nextHeading(inside: (x: number, y: number) => boolean, x: number, y: number, heading: number): number {
  const [dx, dy] = STEPS[heading] ?? [1, 0];
  const rightX = x + (dx - dy - 1) / 2;
  const rightY = y + (dx + dy - 1) / 2;
  const leftX = x + (dx + dy - 1) / 2;
  const leftY = y + (dy - dx - 1) / 2;
  if (!inside(rightX, rightY)) return (heading + 1) % 4;
  return inside(leftX, leftY) ? (heading + 3) % 4 : heading;
}
