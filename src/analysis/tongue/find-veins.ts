import type { Lab } from '../../domain/picture.ts';
import type { SublingualVein } from '../../domain/tongue-detail.ts';
import { robustColour } from '../colour/robust-colour.ts';
import { darkRidges } from '../picture/dark-ridges.ts';
import { lineWidth } from '../picture/line-width.ts';
import { distanceToMask } from '../picture/mask-operations.ts';
import { simplifyLine } from '../picture/simplify-line.ts';
import { type RidgeLine, traceCrests } from '../picture/trace-crests.ts';
import type { TongueView } from './tongue-view.ts';

/** Running means of the line filter, view pixels, σ 2.8, 3.5 and 5: veins are about 2–6 % of the underside's width. */
const SCALES = [[3, 2, 2], [3], [4, 4]];
const RIM = 0.12;
/** L* + b* below the mucosa: a vein is darker and bluer, a shadow only darker. */
const START = 6;
const GO_ON = 3;
const LEAST_LENGTH = 0.15;
/** A vein runs rather along the tongue than across it, and beside the frenulum, not on it: share of the width. */
const LEAST_UPRIGHT = 0.6;
const LEAST_ASIDE = 0.06;
const TOLERANCE_PX = 1;
/** The vein's own colour is taken within this share of its width, the mucosa's between these. */
const CORE = 0.3;
const BESIDE = { from: 0.9, to: 1.6 };

/** The longest vein of each side of the underside, with length, width and colour; none where no line stands out. */
export function findVeins(view: TongueView): readonly SublingualVein[] {
  const { planes, depth, deepest, box } = view;
  const { widthPx, heightPx } = planes;
  const plane = planes.l.map((l, pixel) => l + (planes.b[pixel] ?? 0));
  const inside = Uint8Array.from(depth, (value) => (value > deepest * RIM ? 1 : 0));
  const limits = { start: START, goOn: GO_ON, leastLengthPx: LEAST_LENGTH * box.height, gapPx: 3 };
  const lines = traceCrests(darkRidges(plane, widthPx, heightPx, SCALES, inside), widthPx, heightPx, limits);
  const middle = box.x + box.width / 2;
  const onSide = (side: 'left' | 'right') =>
    lines.find((line) => isUpright(line) && isAside(line, middle, box.width, side === 'left' ? 1 : -1));
  return (['left', 'right'] as const).flatMap((side) => {
    const line = onSide(side);
    return line === undefined ? [] : [toVein(line, side, view, plane)];
  });
}

function isUpright({ points, lengthPx }: RidgeLine): boolean {
  const rise = Math.abs((points.at(-1)?.[1] ?? 0) - (points[0]?.[1] ?? 0));
  return rise >= LEAST_UPRIGHT * lengthPx;
}

/** The person's left is on the right of the picture. */
function isAside({ points }: RidgeLine, middle: number, width: number, sign: 1 | -1): boolean {
  const mean = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  return sign * (mean - middle) > LEAST_ASIDE * width;
}

function toVein(line: RidgeLine, side: 'left' | 'right', view: TongueView, plane: Float32Array): SublingualVein {
  const { planes, box, scale, toPicture } = view;
  const width = lineWidth(plane, planes, line.points, line.sigma);
  const { core, beside } = coloursAlong(line, view, width);
  return {
    side,
    lengthPx: line.lengthPx * scale,
    widthPx: width * scale,
    relativeLength: line.lengthPx / box.height,
    relativeWidth: width / box.width,
    lab: core,
    besideLab: beside,
    line: simplifyLine(line.points, TOLERANCE_PX).map(toPicture),
  };
}

const BLACK: Lab = { l: 0, a: 0, b: 0 };

function coloursAlong(
  { points }: RidgeLine,
  { planes, tongue }: TongueView,
  width: number,
): { core: Lab; beside: Lab } {
  const seed = new Uint8Array(tongue.length);
  for (const [x, y] of points) seed[Math.floor(y) * planes.widthPx + Math.floor(x)] = 255;
  const distance = distanceToMask(seed, planes);
  const between = (from: number, to: number) =>
    tongue.map((value, pixel) => {
      const far = (distance[pixel] ?? 0) / width;
      return value && far >= from && far <= to ? 255 : 0;
    });
  const colour = (mask: Uint8Array) => robustColour(planes, mask)?.lab ?? BLACK;
  return { core: colour(between(0, CORE)), beside: colour(between(BESIDE.from, BESIDE.to)) };
}
