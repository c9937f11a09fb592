import type { Point } from '../picture/polygon.ts';
import type { FlatPatch } from './flat-patches.ts';

/** A patch with its place in a grid: whole numbers, x along `u`, y along `v`, right-handed in the picture. */
export interface LatticeNode {
  readonly place: Point;
  readonly centre: Point;
}

/** Neighbours of the chart lie 1.1 to 1.4 sides apart; perspective and a patch read too small widen this. */
const APART = { from: 0.95, to: 2.2 };
/** Neighbours are alike in area within this factor. */
const ALIKE = 2.2;
/** A neighbour lies this near to where the grid expects it, in grid steps. */
const NEAR = 0.3;
const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

interface Grown {
  readonly patch: FlatPatch;
  readonly place: Point;
  readonly u: Point;
  readonly v: Point;
}

/** The largest grid that patches form, growing from each in turn and letting the step change with perspective. */
export function patchLattice(patches: readonly FlatPatch[]): readonly LatticeNode[] {
  let best: readonly Grown[] = [];
  for (const seed of patches) {
    if (best.some(({ patch }) => patch === seed)) continue;
    for (const [u, v] of bases(seed, patches)) {
      const grown = grow(seed, u, v, patches);
      if (grown.length > best.length) best = grown;
    }
  }
  return best.map(({ patch, place }) => ({ place, centre: patch.centre }));
}

const minus = ([x, y]: Point, [ox, oy]: Point): Point => [x - ox, y - oy];
const length = ([x, y]: Point): number => Math.hypot(x, y);

/** Pairs of steps to two neighbours that stand about upright on each other and turn clockwise in the picture. */
function bases(seed: FlatPatch, patches: readonly FlatPatch[]): readonly (readonly [Point, Point])[] {
  const side = Math.sqrt(seed.areaPx);
  const steps = patches
    .filter((other) => other !== seed && alike(seed, other))
    .map((other) => minus(other.centre, seed.centre))
    .filter((step) => length(step) > APART.from * side && length(step) < APART.to * side)
    .sort((p, q) => length(p) - length(q))
    .slice(0, 5);
  return steps.flatMap((u) =>
    steps.flatMap((v): (readonly [Point, Point])[] => {
      const sine = (u[0] * v[1] - u[1] * v[0]) / (length(u) * length(v));
      const ratio = length(u) / length(v);
      return sine > 0.75 && ratio < 1.8 && ratio > 1 / 1.8 ? [[u, v]] : [];
    }),
  );
}

function alike(one: FlatPatch, other: FlatPatch): boolean {
  const ratio = one.areaPx / other.areaPx;
  return ratio < ALIKE && ratio > 1 / ALIKE;
}

function grow(seed: FlatPatch, u: Point, v: Point, patches: readonly FlatPatch[]): readonly Grown[] {
  const grown: Grown[] = [{ patch: seed, place: [0, 0], u, v }];
  const taken = new Set([seed]);
  const places = new Set(['0,0']);
  for (let at = 0; at < grown.length; at++) {
    const node = grown[at] as Grown;
    for (const [i, j] of NEIGHBOURS) {
      const place: Point = [node.place[0] + i, node.place[1] + j];
      if (places.has(place.join())) continue;
      const step: Point = [i * node.u[0] + j * node.v[0], i * node.u[1] + j * node.v[1]];
      const next = nearest(node, step, patches, taken);
      if (next === null) continue;
      taken.add(next);
      places.add(place.join());
      grown.push({ patch: next, place, ...turned(node, i, j, minus(next.centre, node.patch.centre)) });
    }
  }
  return grown;
}

function nearest(
  { patch }: Grown,
  step: Point,
  patches: readonly FlatPatch[],
  taken: ReadonlySet<FlatPatch>,
): FlatPatch | null {
  const expected: Point = [patch.centre[0] + step[0], patch.centre[1] + step[1]];
  let best: FlatPatch | null = null;
  let least = NEAR * length(step);
  for (const other of patches) {
    const far = length(minus(other.centre, expected));
    if (far >= least || taken.has(other) || !alike(patch, other)) continue;
    best = other;
    least = far;
  }
  return best;
}

/** The step just made replaces the one it was expected by. */
function turned({ u, v }: Grown, i: number, j: number, [x, y]: Point): { u: Point; v: Point } {
  return i !== 0 ? { u: [i * x, i * y], v } : { u, v: [j * x, j * y] };
}
