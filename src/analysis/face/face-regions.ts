import type { FaceRegion } from '../../domain/finding.ts';
import { fillPolygon, type Point } from '../picture/polygon.ts';

/** A face's 68 landmarks (iBUG 300-W order, counted from 0) on the picture that is measured. */
export type Landmarks = readonly Point[];

interface Disc {
  readonly centre: Point;
  readonly radiusPx: number;
}

/**
 * Regions after Mun et al. 2017 (ECAM 2017/9284856, table 1): discs for forehead, cheeks, nose and chin, outer lips minus
 * inner lips. The paper's radii are taken where its landmarks are among the 68; its formulas of the centres are not
 * published in a form we could check, so the centres are the project's own: well inside each region, clear of brows,
 * nostrils, lips and shadow lines. Left and right are the person's own sides: their left is on the picture's right.
 */
export function faceDiscs(points: Landmarks): Readonly<Record<Exclude<FaceRegion, 'lips'>, Disc>> {
  const at = (index: number): Point => points[index] ?? [0, 0];
  const eyes = middle([at(36), at(39), at(42), at(45)]);
  const mouth = middle([at(48), at(54)]);
  const unit = distance(eyes, mouth);
  const brows = middle([at(19), at(24)]);
  // Away from the mouth, along the face's own axis, so that a tilted head keeps its regions.
  const up: Point = [(eyes[0] - mouth[0]) / unit, (eyes[1] - mouth[1]) / unit];
  const above = (from: Point, units: number): Point => [from[0] + up[0] * units * unit, from[1] + up[1] * units * unit];
  return {
    forehead: { centre: above(brows, 0.36), radiusPx: 0.22 * unit },
    cheekRight: { centre: mix(middle([at(40), at(41)]), mix(at(48), at(4), 0.5), 0.52), radiusPx: 0.17 * unit },
    cheekLeft: { centre: mix(middle([at(46), at(47)]), mix(at(54), at(12), 0.5), 0.52), radiusPx: 0.17 * unit },
    nose: { centre: mix(at(28), at(30), 0.5), radiusPx: 0.09 * unit },
    chin: { centre: mix(at(57), at(8), 0.56), radiusPx: 0.13 * unit },
    eyeSurroundRight: { centre: mix(middle([at(40), at(41)]), at(48), 0.2), radiusPx: 0.09 * unit },
    eyeSurroundLeft: { centre: mix(middle([at(46), at(47)]), at(54), 0.2), radiusPx: 0.09 * unit },
  };
}

/** Share by which the lips' outline is drawn in: landmarks lie on the border, and beside it is skin. */
const LIPS_DRAWN_IN = 0.15;

/** Lips without their border and the mouth's opening, 255 inside. */
export function lipMask(points: Landmarks, widthPx: number, heightPx: number): Uint8Array {
  const outer = points.slice(48, 60);
  const centre = middle(outer);
  const inward = outer.map((point) => mix(point, centre, LIPS_DRAWN_IN));
  const mask = fillPolygon(inward, widthPx, heightPx);
  const opening = fillPolygon(points.slice(60, 68), widthPx, heightPx);
  return mask.map((value, pixel) => (opening[pixel] ? 0 : value));
}

/**
 * The face from jaw to a little above the brows, without eyes, brows, lips and nose tip (as Mun et al.): where skin is
 * looked for, 255 inside.
 */
export function faceArea(points: Landmarks, widthPx: number, heightPx: number): Uint8Array {
  const jaw = points.slice(0, 17);
  const { forehead } = faceDiscs(points);
  const lift = (point: Point | undefined): Point => mix(point ?? [0, 0], forehead.centre, 0.5);
  const mask = fillPolygon([...jaw, lift(points[26]), forehead.centre, lift(points[17])], widthPx, heightPx);
  for (const [from, to] of [
    [36, 42],
    [42, 48],
    [17, 22],
    [22, 27],
    [30, 36],
    [48, 60],
  ] as const) {
    const hole = fillPolygon(points.slice(from, to), widthPx, heightPx);
    for (let pixel = 0; pixel < mask.length; pixel++) if (hole[pixel]) mask[pixel] = 0;
  }
  return mask;
}

/** 255 inside the disc and the picture. */
export function discMask({ centre, radiusPx }: Disc, widthPx: number, heightPx: number): Uint8Array {
  const mask = new Uint8Array(widthPx * heightPx);
  const top = Math.max(0, Math.floor(centre[1] - radiusPx));
  const bottom = Math.min(heightPx, Math.ceil(centre[1] + radiusPx));
  for (let y = top; y < bottom; y++) {
    const half = Math.sqrt(Math.max(0, radiusPx ** 2 - (y + 0.5 - centre[1]) ** 2));
    const from = Math.max(0, Math.ceil(centre[0] - half - 0.5));
    const to = Math.min(widthPx, Math.floor(centre[0] + half + 0.5));
    if (to > from) mask.fill(255, y * widthPx + from, y * widthPx + to);
  }
  return mask;
}

export function distance(p: Point, q: Point): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1]);
}

export function middle(points: readonly Point[]): Point {
  const sum = points.reduce(([x, y], [px, py]): Point => [x + px, y + py], [0, 0] as Point);
  return [sum[0] / points.length, sum[1] / points.length];
}

function mix(from: Point, to: Point, share: number): Point {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
