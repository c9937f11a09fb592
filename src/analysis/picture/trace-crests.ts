import type { Ridges } from './dark-ridges.ts';
import type { Point } from './polygon.ts';

export interface RidgeLine {
  /** Pixel centres along the line. */
  readonly points: readonly Point[];
  readonly lengthPx: number;
  /** Mean height and mean scale along the line. */
  readonly strength: number;
  readonly sigma: number;
}

export interface TraceLimits {
  /** A line begins where the ridge is at least this high, and goes on while it is at least that. */
  readonly start: number;
  readonly goOn: number;
  readonly leastLengthPx: number;
  /** Pixels without a crest that a line may cross. */
  readonly gapPx: number;
}

/** A line does not turn by more than this from the direction of its last pixels: cosine of 60°. */
const LEAST_COSINE = 0.5;
/** Pixels over which the direction is taken. */
const LOOK_BACK = 4;

/**
 * Joins crest pixels into lines: from the highest crest not yet used, both ways, always to the best crest ahead; hysteresis as
 * Canny (1986). Longest line first.
 */
export function traceCrests(ridges: Ridges, widthPx: number, heightPx: number, limits: TraceLimits): RidgeLine[] {
  const { strength, crest } = ridges;
  const used = new Uint8Array(crest.length);
  const seeds: number[] = [];
  for (let at = 0; at < crest.length; at++) {
    if (crest[at] && (strength[at] ?? 0) >= limits.start) seeds.push(at);
  }
  seeds.sort((p, q) => (strength[q] ?? 0) - (strength[p] ?? 0));
  const walker = { ridges, used, widthPx, heightPx, limits };
  const lines: RidgeLine[] = [];
  for (const seed of seeds) {
    if (used[seed]) continue;
    used[seed] = 1;
    const ahead = walk(walker, [seed]);
    const both = walk(walker, ahead.reverse());
    const line = lineOf(both, ridges, widthPx);
    if (line.lengthPx >= limits.leastLengthPx) lines.push(line);
  }
  return lines.sort((p, q) => q.lengthPx - p.lengthPx);
}

interface Walker {
  readonly ridges: Ridges;
  readonly used: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly limits: TraceLimits;
}

/** Goes on from the path's last pixel until no crest lies ahead. */
function walk(walker: Walker, path: number[]): number[] {
  for (;;) {
    const next = bestAhead(walker, path);
    if (next === null) return path;
    markAround(walker, next);
    path.push(next);
  }
}

function bestAhead({ ridges, used, widthPx, heightPx, limits }: Walker, path: readonly number[]): number | null {
  const last = path.at(-1) ?? 0;
  const x = last % widthPx;
  const y = Math.floor(last / widthPx);
  const back = path[Math.max(0, path.length - 1 - LOOK_BACK)] ?? last;
  const dx = x - (back % widthPx);
  const dy = y - Math.floor(back / widthPx);
  const reach = limits.gapPx + 1;
  let best: number | null = null;
  let bestValue = 0;
  for (let sy = -reach; sy <= reach; sy++) {
    for (let sx = -reach; sx <= reach; sx++) {
      const nx = x + sx;
      const ny = y + sy;
      if ((sx === 0 && sy === 0) || nx < 0 || ny < 0 || nx >= widthPx || ny >= heightPx) continue;
      const at = ny * widthPx + nx;
      const height = ridges.strength[at] ?? 0;
      if (!ridges.crest[at] || used[at] || height < limits.goOn) continue;
      const far = Math.hypot(sx, sy);
      const cosine = path.length < 2 ? 1 : (sx * dx + sy * dy) / (far * Math.hypot(dx, dy));
      if (cosine < LEAST_COSINE) continue;
      const value = (height * cosine) / (far * far);
      if (value > bestValue) {
        best = at;
        bestValue = value;
      }
    }
  }
  return best;
}

/** Crests beside the line belong to it: they are its own, one pixel off. */
function markAround({ used, widthPx }: Walker, at: number): void {
  for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) used[at + dy * widthPx + dx] = 1;
}

function lineOf(path: readonly number[], ridges: Ridges, widthPx: number): RidgeLine {
  const points = path.map((at): Point => [(at % widthPx) + 0.5, Math.floor(at / widthPx) + 0.5]);
  const mean = (plane: Float32Array) => path.reduce((sum, at) => sum + (plane[at] ?? 0), 0) / path.length;
  return { points, lengthPx: lengthOf(points), strength: mean(ridges.strength), sigma: mean(ridges.sigma) };
}

/** Steps over a pixel grid make a line too long, so each point is first the mean of its neighbours. */
function lengthOf(points: readonly Point[]): number {
  const smooth = points.map((_, i): Point => {
    const near = points.slice(Math.max(0, i - 2), i + 3);
    return [near.reduce((sum, [x]) => sum + x, 0) / near.length, near.reduce((sum, [, y]) => sum + y, 0) / near.length];
  });
  return smooth.reduce((sum, [x, y], i) => {
    const [px, py] = smooth[Math.max(0, i - 1)] ?? [x, y];
    return sum + Math.hypot(x - px, y - py);
  }, 0);
}
