import { Distribution, valuesWhere } from '../colour/distribution.ts';
import type { CrackMap } from './find-cracks.ts';
import type { TongueView } from './tongue-view.ts';

/** A ridge of so many L* counts as dark. */
const DARK = 5;
/** Half the width of the middle strip, of the box's width: most cracks run along it. */
const STRIP = 0.15;

/**
 * Dark lines as `findCracks` sees them: height of the ridges within the rim and in the middle strip (mean, 95th percentile; within the
 * rim the 99th and the share above 5 L* too), and the lines' severity, summed length and greatest depth (9).
 */
export function crackFeatures(view: TongueView, cracks: CrackMap): readonly (readonly [string, number])[] {
  const { strength, inside, lines, finding } = cracks;
  const all = new Distribution(valuesWhere(strength, inside));
  const middle = new Distribution(valuesWhere(strength, middleStrip(view, inside)));
  const dark = countAbove(strength, inside, DARK);
  return [
    ['crack.mean', all.mean],
    ['crack.p95', all.percentile(0.95)],
    ['crack.p99', all.percentile(0.99)],
    ['crack.dark', dark / Math.max(1, all.count)],
    ['crack.middle.mean', middle.mean],
    ['crack.middle.p95', middle.percentile(0.95)],
    ['crack.severity', finding.severity],
    ['crack.length', lines.reduce((sum, { lengthPx }) => sum + lengthPx, 0) / view.box.height],
    ['crack.deepest', lines.reduce((most, line) => Math.max(most, line.strength), 0)],
  ];
}

function middleStrip({ planes, box }: TongueView, inside: Uint8Array): Uint8Array {
  const strip = new Uint8Array(inside.length);
  const from = Math.round(box.x + (0.5 - STRIP) * box.width);
  const to = Math.round(box.x + (0.5 + STRIP) * box.width);
  for (let y = box.y; y < box.y + box.height; y++) {
    const row = y * planes.widthPx;
    for (let x = from; x < to; x++) strip[row + x] = inside[row + x] ?? 0;
  }
  return strip;
}

function countAbove(plane: Float32Array, inside: Uint8Array, limit: number): number {
  let count = 0;
  for (let pixel = 0; pixel < plane.length; pixel++) if (inside[pixel] && (plane[pixel] ?? 0) > limit) count++;
  return count;
}
