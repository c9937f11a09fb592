import { countInside } from '../picture/mask-operations.ts';
import { convexHull, fillPolygon, type Point, polygonArea } from '../picture/polygon.ts';
import { smoothLine } from './smooth-line.ts';
import type { TongueView } from './tongue-view.ts';

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

/** First and last inside pixel of every row of the tongue's box, from its left; -1 where the row is empty. */
interface Sides {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function sidesOf({ tongue, planes, box }: TongueView): Sides {
  const left = new Float64Array(box.height).fill(-1);
  const right = new Float64Array(box.height).fill(-1);
  for (let y = 0; y < box.height; y++) {
    const start = (box.y + y) * planes.widthPx + box.x;
    const row = tongue.subarray(start, start + box.width);
    left[y] = row.indexOf(255);
    right[y] = row.lastIndexOf(255);
  }
  return { left, right };
}

/** Solidity, missing hull in the lower 70 %, length over width, share of the box, five widths (9). */
export function shapeFeatures(view: TongueView): readonly (readonly [string, number])[] {
  const { tongue, planes, box } = view;
  const { left, right } = sidesOf(view);
  const corners: Point[] = [];
  left.forEach((from, y) => {
    if (from >= 0) for (const below of [y, y + 1]) corners.push([from, below], [(right[y] ?? 0) + 1, below]);
  });
  const hull = convexHull(corners);
  const area = countInside(tongue);
  const filled = fillPolygon(hull, box.width, box.height);
  let missing = 0;
  for (let y = Math.floor(box.height * 0.3); y < box.height; y++) {
    const start = (box.y + y) * planes.widthPx + box.x;
    for (let x = 0; x < box.width; x++) if (filled[y * box.width + x] && !tongue[start + x]) missing++;
  }
  const widths = WIDTHS_AT.map((share) => {
    const y = Math.min(box.height - 1, Math.floor(share * box.height));
    return [`shape.width${share}`, ((right[y] ?? 0) - (left[y] ?? 0) + 1) / box.width] as const;
  });
  return [
    ['shape.solidity', area / Math.max(1, polygonArea(hull))],
    ['shape.missing', missing / Math.max(1, area)],
    ['shape.aspect', box.height / box.width],
    ['shape.boxShare', area / (box.width * box.height)],
    ...widths,
  ];
}

/**
 * The sides' waviness: per side the deviation from the own smoothed line and the mean second difference (4); between two
 * pairs of smoothings the deviation of the line and of L* and a* just inside it, mean and larger of both sides (12).
 */
export function sideFeatures(view: TongueView): readonly (readonly [string, number])[] {
  const { width, height } = view.box;
  const from = Math.floor(height * SIDES_FROM);
  const to = Math.max(from + 3, Math.floor(height * SIDES_TO));
  const { left, right } = sidesOf(view);
  const lines = [left.slice(from, to), right.slice(from, to)];
  const own = lines.flatMap((line, side) => {
    const name = side === 0 ? 'left' : 'right';
    return [
      [`side.${name}.deviation`, rootMeanSquare(subtract(line, smoothLine(line, 12))) / width] as const,
      [`side.${name}.bend`, meanBend(smoothLine(line, 2)) / width] as const,
    ];
  });
  const bands = [
    ['line', lines.map((line) => line.map((x) => x / width))] as const,
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
function rimProfile({ planes, box }: TongueView, plane: Float32Array, line: Float64Array, from: number, side: number) {
  const inwards = side === 0 ? 1 : -1;
  return line.map((x, row) => {
    const start = (box.y + from + row) * planes.widthPx + box.x;
    let sum = 0;
    for (let step = 3; step <= 12; step++) {
      sum += plane[start + Math.min(box.width - 1, Math.max(0, x + inwards * step))] ?? 0;
    }
    return sum / 10;
  });
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
