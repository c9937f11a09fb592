/** A corner as [x, y] in pixels; pixel centres lie on half numbers, the picture's top left corner is [0, 0]. */
export type Point = readonly [number, number];

/** Fills the closed polygon by the even-odd rule at pixel centres; inside 255. */
export function fillPolygon(corners: readonly Point[], widthPx: number, heightPx: number): Uint8Array {
  const mask = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const crossings = rowCrossings(corners, y + 0.5);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = Math.max(0, Math.ceil((crossings[pair] ?? 0) - 0.5));
      const to = Math.min(widthPx - 1, Math.floor((crossings[pair + 1] ?? 0) - 0.5));
      if (to >= from) mask.fill(255, y * widthPx + from, y * widthPx + to + 1);
    }
  }
  return mask;
}

function rowCrossings(corners: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  let last = corners.at(-1) ?? [0, 0];
  // By index and without taking corners apart: this runs for every row of a mask.
  for (let at = 0; at < corners.length; at++) {
    const corner = corners[at] ?? last;
    if (last[1] <= y !== corner[1] <= y) {
      crossings.push(last[0] + ((y - last[1]) / (corner[1] - last[1])) * (corner[0] - last[0]));
    }
    last = corner;
  }
  return crossings.sort((a, b) => a - b);
}

/** Shoelace area of a closed polygon, px², never negative. */
export function polygonArea(corners: readonly Point[]): number {
  let twice = 0;
  let [lastX, lastY] = corners.at(-1) ?? [0, 0];
  for (const [x, y] of corners) {
    twice += lastX * y - x * lastY;
    lastX = x;
    lastY = y;
  }
  return Math.abs(twice) / 2;
}

/** Convex hull by Andrew's monotone chain (1979). */
export function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const half = (source: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of source) {
      while (chain.length >= 2 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(o: Point | undefined, p: Point | undefined, q: Point): number {
  if (!o || !p) return 0;
  return (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0]);
}
