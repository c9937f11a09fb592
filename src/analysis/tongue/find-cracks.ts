import type { TongueCrack, TongueCracks } from '../../domain/tongue-detail.ts';
import { darkRidges } from '../picture/dark-ridges.ts';
import { lineWidth } from '../picture/line-width.ts';
import { deeperThan } from '../picture/mask-operations.ts';
import { simplifyLine } from '../picture/simplify-line.ts';
import { type RidgeLine, traceCrests } from '../picture/trace-crests.ts';
import type { TongueView } from './tongue-view.ts';

/** Running means of the line filter in view pixels, σ 1.2, 2 and 2.8: lines of about 2 to 6 pixels on a tongue of 256. */
const SCALES = [
  [1, 1],
  [2, 1],
  [2, 2],
];
/** The outline's own shade is no crack, as a share of the greatest depth. */
const RIM = 0.14;
/** L* below the surroundings at which a line starts and goes on, and its least length over the tongue's length. */
const START = 5;
const GO_ON = 2.5;
const LEAST_LENGTH = 0.07;
/** From this severity on cracks are called present: the faint median furrow of drawn tongues, which is no crack, reaches 2.7. */
const PRESENT_FROM = 3.5;
const MOST_LINES = 24;
/** View pixels a corner of a line may be off. */
const TOLERANCE_PX = 0.7;

export interface CrackMap {
  readonly finding: TongueCracks;
  /** The same lines in view pixels. */
  readonly lines: readonly RidgeLine[];
  /** Height of the dark ridge at every view pixel within the rim, L*. */
  readonly strength: Float32Array;
  /** Non-zero within the rim. */
  readonly inside: Uint8Array;
}

/**
 * Dark lines of the tongue's surface with length, width and depth. `severity` sums length over the tongue's length times
 * depth in L*: a crack as long as the tongue and 5 L* deep counts 5.
 */
export function findCracks(view: TongueView): CrackMap {
  const { planes, depth, deepest, box } = view;
  const { widthPx, heightPx } = planes;
  const inside = deeperThan(depth, deepest * RIM);
  const ridges = darkRidges(planes.l, widthPx, heightPx, SCALES, inside);
  const limits = { start: START, goOn: GO_ON, leastLengthPx: LEAST_LENGTH * box.height, gapPx: 2 };
  const lines = traceCrests(ridges, widthPx, heightPx, limits);
  const severity = lines.reduce((sum, line) => sum + (line.lengthPx / box.height) * line.strength, 0);
  const kept = lines.slice(0, MOST_LINES).map((line) => toCrack(line, view));
  return {
    finding: { present: severity >= PRESENT_FROM, severity, lines: kept },
    lines,
    strength: ridges.strength,
    inside,
  };
}

function toCrack(line: RidgeLine, { planes, scale, toPicture }: TongueView): TongueCrack {
  const { points, lengthPx, strength, sigma } = line;
  return {
    line: simplifyLine(points, TOLERANCE_PX).map(toPicture),
    lengthPx: lengthPx * scale,
    widthPx: lineWidth(planes.l, planes, points, sigma) * scale,
    depth: strength,
  };
}
