import type { Box } from '../../domain/picture.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';
import { dilate, erode, fillHoles, largestComponent } from '../picture/mask-operations.ts';
import { boundingBox } from '../tongue/tongue-shape.ts';

/** A face on the working picture, px: skin, and the two lines everything else is measured from. */
export interface FaceGeometry {
  readonly skin: Uint8Array;
  readonly box: Box;
  readonly centreX: number;
  readonly widthPx: number;
  readonly eyeY: number;
  readonly mouthY: number;
}

/**
 * Skin in CIELAB: reddish and yellowish, hue about 25–80°. Wide enough for the skin tones of the reference set
 * (L* 35–85) and still without lips, hair, white walls and most cloth.
 */
function skinMask(planes: LabPlanes): Uint8Array {
  return Uint8Array.from(planes.l, (l, pixel) => {
    const a = planes.a[pixel] ?? 0;
    const b = planes.b[pixel] ?? 0;
    return l > 28 && l < 93 && a > 5 && a < 32 && b > 5 && b < 38 && b > 0.45 * a && b < 4 * a ? 1 : 0;
  });
}

/** Distances in face widths: eyes to mouth is 0.45 of the face's width within a tenth in adults. */
const EYE_ABOVE_MOUTH = { least: 0.33, most: 0.52 };

/**
 * Finds one upright frontal face by its skin, the red band of the mouth and the dark band of the eyes above it. Null
 * when skin, form, bands or symmetry are missing. A classical rule: a turned or tilted face, a beard, glasses with
 * dark rims or coloured light defeat it; it never claims who the person is.
 */
export function findFace(planes: LabPlanes): FaceGeometry | null {
  const { widthPx, heightPx } = planes;
  const opened = erode(skinMask(planes), planes, 1.5);
  const skin = fillHoles(dilate(largestComponent(opened, planes), planes, 1.5), planes);
  const box = boundingBox({ widthPx, heightPx, data: skin });
  if (box.width * box.height < LEAST_SHARE * widthPx * heightPx) return null;
  const rows = rowExtents(skin, widthPx, box);
  const width = quantile(
    rows.map((row) => row.right - row.left),
    0.85,
  );
  if (box.height < 0.9 * width || width < 20) return null;
  const wide = rows.filter((row) => row.right - row.left > 0.7 * width);
  const centreX = quantile(
    wide.map((row) => (row.left + row.right) / 2),
    0.5,
  );
  return withFeatures(planes, { skin, box, centreX, widthPx: width });
}

const LEAST_SHARE = 0.05;

function rowExtents(mask: Uint8Array, stride: number, box: Box): { left: number; right: number }[] {
  return Array.from({ length: box.height }, (_, row) => {
    const line = mask.subarray((box.y + row) * stride + box.x, (box.y + row) * stride + box.x + box.width);
    const left = line.findIndex((value) => value !== 0);
    const right = line.findLastIndex((value) => value !== 0);
    return { left: box.x + left, right: box.x + right + 1 };
  });
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((p, q) => p - q)[Math.floor(share * (values.length - 1))] ?? 0;
}

type Head = Omit<FaceGeometry, 'eyeY' | 'mouthY'>;

function withFeatures(planes: LabPlanes, head: Head): FaceGeometry | null {
  const mouthY = mouthRow(planes, head);
  if (mouthY === null) return null;
  const eyeY = eyeRow(planes, head, mouthY);
  if (eyeY === null || mirrorCorrelation(planes, head, eyeY, mouthY) < LEAST_SYMMETRY) return null;
  return { ...head, eyeY, mouthY };
}

/** Mean of a plane over the part of a row between two shares of the face's half width. */
function rowMean(plane: Float32Array, planes: LabPlanes, head: Head, y: number, from: number, to: number): number {
  const half = head.widthPx / 2;
  const left = Math.max(0, Math.round(head.centreX + from * half));
  const right = Math.min(planes.widthPx, Math.round(head.centreX + to * half));
  let sum = 0;
  for (let x = left; x < right; x++) sum += plane[y * planes.widthPx + x] ?? 0;
  return right > left ? sum / (right - left) : 0;
}

/** A mouth is redder than the cheeks beside it by at least this much, a*. */
const LEAST_MOUTH_RED = 5;

function mouthRow(planes: LabPlanes, head: Head): number | null {
  const from = Math.round(head.box.y + 0.42 * head.widthPx);
  const to = Math.min(head.box.y + head.box.height - 1, Math.round(head.box.y + 1.35 * head.widthPx));
  const redness = rednessOfRow(planes, head);
  let best = { y: -1, red: LEAST_MOUTH_RED };
  for (let y = from; y <= to; y++) {
    const red = redness(y);
    if (red > best.red) best = { y, red };
  }
  return best.y < 0 ? null : redBandMiddle(redness, best.y, best.red, head.widthPx * 0.15);
}

/** How much redder the middle of a row is than the cheeks beside it, and than skin at large (beside a neck is the wall). */
function rednessOfRow(planes: LabPlanes, head: Head): (y: number) => number {
  const skinRed = quantile(
    Array.from(planes.a).filter((_, pixel) => head.skin[pixel]),
    0.5,
  );
  return (y) => {
    const beside = rowMean(planes.a, planes, head, y, -0.66, -0.46) + rowMean(planes.a, planes, head, y, 0.46, 0.66);
    return rowMean(planes.a, planes, head, y, -0.22, 0.22) - Math.max(beside / 2, skinRed);
  };
}

/** Middle of the rows around the reddest one that are at least half as red: upper and lower lip together. */
function redBandMiddle(redness: (y: number) => number, reddest: number, red: number, limit: number): number {
  let top = reddest;
  let bottom = reddest;
  while (reddest - top < limit && redness(top - 1) > red / 2) top--;
  while (bottom - reddest < limit && redness(bottom + 1) > red / 2) bottom++;
  return Math.round((top + bottom) / 2);
}

/** Eyes are darker than the cheeks below them by at least this much, L*, on both sides. */
const LEAST_EYE_DARK = 4;

function eyeRow(planes: LabPlanes, head: Head, mouthY: number): number | null {
  const cheekY = Math.round(mouthY - 0.18 * head.widthPx);
  const side = (y: number, sign: number) =>
    sign < 0 ? rowMean(planes.l, planes, head, y, -0.6, -0.22) : rowMean(planes.l, planes, head, y, 0.22, 0.6);
  let best = { y: -1, dark: LEAST_EYE_DARK };
  for (let share = EYE_ABOVE_MOUTH.least; share <= EYE_ABOVE_MOUTH.most; share += 0.5 / head.widthPx) {
    const y = Math.round(mouthY - share * head.widthPx);
    if (y < 1) continue;
    const dark = Math.min(side(cheekY, -1) - side(y, -1), side(cheekY, 1) - side(y, 1));
    if (dark > best.dark) best = { y, dark };
  }
  return best.y < 0 ? null : best.y;
}

/** Correlation of lightness with its mirror image between the eyes and the mouth; one lamp from the side still passes. */
const LEAST_SYMMETRY = 0.35;

function mirrorCorrelation(planes: LabPlanes, head: Head, eyeY: number, mouthY: number): number {
  const left: number[] = [];
  const right: number[] = [];
  const reach = Math.round(head.widthPx * 0.4);
  const margin = Math.round((mouthY - eyeY) * 0.4);
  for (let y = Math.max(0, eyeY - margin); y < Math.min(planes.heightPx, mouthY + margin); y++) {
    for (let x = 1; x < reach; x++) {
      const middle = Math.round(head.centreX);
      left.push(planes.l[y * planes.widthPx + middle - x] ?? 0);
      right.push(planes.l[y * planes.widthPx + middle + x] ?? 0);
    }
  }
  return correlation(left, right);
}

function correlation(first: readonly number[], second: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const m1 = mean(first);
  const m2 = mean(second);
  let product = 0;
  let square1 = 0;
  let square2 = 0;
  first.forEach((value, index) => {
    const other = (second[index] ?? 0) - m2;
    product += (value - m1) * other;
    square1 += (value - m1) ** 2;
    square2 += other ** 2;
  });
  return square1 * square2 === 0 ? 0 : product / Math.sqrt(square1 * square2);
}
