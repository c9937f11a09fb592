import { boxBlur } from '../picture/box-blur.ts';
import { convexHull, fillPolygon, type Point, polygonArea } from '../picture/polygon.ts';
import { percentile, smoothLine, spreadOf } from './attribute-statistics.ts';
import type { AttributeView } from './attribute-view.ts';

/** Heights at which the width is taken, of the tongue's length. */
const WIDTHS_AT = [0.2, 0.4, 0.6, 0.8, 0.92] as const;
/** The part of the sides that is neither root nor tip. */
const SIDES_FROM = 0.25;
const SIDES_TO = 0.9;
/** Pairs of smoothings in rows: what lies between them is as long as one tooth's mark or a few. */
const BANDS = [
  [2, 8],
  [4, 16],
] as const;

/** First and last inside pixel of every row, -1 where the row is empty. */
interface Sides {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function sidesOf({ mask, widthPx, heightPx }: AttributeView): Sides {
  const left = new Float64Array(heightPx).fill(-1);
  const right = new Float64Array(heightPx).fill(-1);
  for (let y = 0; y < heightPx; y++) {
    const row = mask.subarray(y * widthPx, (y + 1) * widthPx);
    left[y] = row.indexOf(1);
    right[y] = row.lastIndexOf(1);
  }
  return { left, right };
}

/** Solidity, missing hull in the lower 70 %, length over width, share of the box, five widths (9). */
export function shapeFeatures(view: AttributeView): readonly (readonly [string, number])[] {
  const { mask, widthPx, heightPx } = view;
  const { left, right } = sidesOf(view);
  const corners: Point[] = [];
  left.forEach((from, y) => {
    if (from >= 0) for (const below of [y, y + 1]) corners.push([from, below], [(right[y] ?? 0) + 1, below]);
  });
  const hull = convexHull(corners);
  const area = mask.reduce((sum, inside) => sum + inside, 0);
  const filled = fillPolygon(hull, widthPx, heightPx);
  let missing = 0;
  for (let pixel = Math.floor(heightPx * 0.3) * widthPx; pixel < mask.length; pixel++) {
    if (filled[pixel] && !mask[pixel]) missing++;
  }
  const widths = WIDTHS_AT.map((share) => {
    const y = Math.min(heightPx - 1, Math.floor(share * heightPx));
    return [`shape.width${share}`, ((right[y] ?? 0) - (left[y] ?? 0) + 1) / widthPx] as const;
  });
  return [
    ['shape.solidity', area / Math.max(1, polygonArea(hull))],
    ['shape.missing', missing / Math.max(1, area)],
    ['shape.aspect', heightPx / widthPx],
    ['shape.boxShare', area / (widthPx * heightPx)],
    ...widths,
  ];
}

/**
 * The sides' waviness: per side the deviation from the own smoothed line and the mean second difference (4); between two
 * pairs of smoothings the deviation of the line and of L* and a* just inside it, mean and larger of both sides (12).
 */
export function sideFeatures(view: AttributeView): readonly (readonly [string, number])[] {
  const from = Math.floor(view.heightPx * SIDES_FROM);
  const to = Math.max(from + 3, Math.floor(view.heightPx * SIDES_TO));
  const { left, right } = sidesOf(view);
  const lines = [left.slice(from, to), right.slice(from, to)];
  const own = lines.flatMap((line, side) => {
    const name = side === 0 ? 'left' : 'right';
    return [
      [`side.${name}.deviation`, rootMeanSquare(subtract(line, smoothLine(line, 12))) / view.widthPx] as const,
      [`side.${name}.bend`, meanBend(smoothLine(line, 2)) / view.widthPx] as const,
    ];
  });
  const bands = [
    ['line', lines.map((line) => line.map((x) => x / view.widthPx))] as const,
    ['l', lines.map((line, side) => rimProfile(view, view.planes.l, line, from, side))] as const,
    ['a', lines.map((line, side) => rimProfile(view, view.planes.a, line, from, side))] as const,
  ];
  return [...own, ...bands.flatMap(([name, profiles]) => bandFeatures(name, profiles))];
}

function bandFeatures(name: string, profiles: readonly Float64Array[]): readonly (readonly [string, number])[] {
  return BANDS.flatMap(([fine, coarse]) => {
    const waves = profiles.map((line) => rootMeanSquare(subtract(smoothLine(line, fine), smoothLine(line, coarse))));
    const mean = waves.reduce((sum, wave) => sum + wave, 0) / waves.length;
    return [
      [`rim.${name}.${fine}-${coarse}.mean`, mean] as const,
      [`rim.${name}.${fine}-${coarse}.most`, Math.max(...waves)] as const,
    ];
  });
}

/** Mean of a plane 3 to 12 px inside the side, row by row. */
function rimProfile(view: AttributeView, plane: Float32Array, line: Float64Array, from: number, side: number) {
  const inwards = side === 0 ? 1 : -1;
  return line.map((x, row) => {
    let sum = 0;
    for (let step = 3; step <= 12; step++) {
      const column = Math.min(view.widthPx - 1, Math.max(0, x + inwards * step));
      sum += plane[(from + row) * view.widthPx + column] ?? 0;
    }
    return sum / 10;
  });
}

/** Share of the greatest depth that counts as the border's band. */
const BAND = 0.25;

/** In the border's band, L* smoothed by about 2.4 px minus L* smoothed by about 6.5 px (three box blurs of radius 2 and 6): spread and 5th percentile (2). */
export function bandLightness(view: AttributeView): readonly (readonly [string, number])[] {
  const fine = smoothInside(view, 2);
  const coarse = smoothInside(view, 6);
  const band = fine
    .map((value, pixel) => value - (coarse[pixel] ?? 0))
    .filter((_, pixel) => {
      const depth = view.depth[pixel] ?? 0;
      return depth > 0 && depth < BAND * view.deepest;
    })
    .sort();
  return [
    ['band.deviation', spreadOf(band).deviation],
    ['band.p05', percentile(band, 0.05)],
  ];
}

/** L* smoothed over the tongue's own pixels only: three box blurs, close to a Gaussian. */
function smoothInside({ planes, mask, widthPx, heightPx }: AttributeView, radiusPx: number): Float32Array {
  const smooth = (plane: Float32Array) =>
    [0, 1, 2].reduce((blurred) => boxBlur(blurred, widthPx, heightPx, radiusPx), plane);
  const weight = smooth(Float32Array.from(mask));
  const sum = smooth(planes.l.map((l, pixel) => (mask[pixel] ? l : 0)));
  return sum.map((value, pixel) => (mask[pixel] ? value / Math.max(1e-6, weight[pixel] ?? 0) : 0));
}

function subtract(first: Float64Array, second: Float64Array): Float64Array {
  return first.map((value, at) => value - (second[at] ?? 0));
}

function rootMeanSquare(line: Float64Array): number {
  return Math.sqrt(line.reduce((sum, value) => sum + value * value, 0) / Math.max(1, line.length));
}

function meanBend(line: Float64Array): number {
  let sum = 0;
  for (let at = 1; at + 1 < line.length; at++) {
    sum += Math.abs((line[at - 1] ?? 0) - 2 * (line[at] ?? 0) + (line[at + 1] ?? 0));
  }
  return sum / Math.max(1, line.length - 2);
}
