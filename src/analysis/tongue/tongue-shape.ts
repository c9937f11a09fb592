import type { TongueFinding } from '../../domain/finding.ts';
import type { Box, PixelMask } from '../../domain/picture.ts';
import { countInside } from '../picture/mask-operations.ts';
import { convexHull, type Point, polygonArea } from '../picture/polygon.ts';

/** Smallest box around the mask's pixels; zero-sized for an empty mask. */
export function boundingBox(mask: PixelMask): Box {
  let left = mask.widthPx;
  let right = -1;
  let top = mask.heightPx;
  let bottom = -1;
  for (let y = 0; y < mask.heightPx; y++) {
    const row = y * mask.widthPx;
    let from = 0;
    while (from < mask.widthPx && !mask.data[row + from]) from++;
    if (from === mask.widthPx) continue;
    let to = mask.widthPx - 1;
    while (!mask.data[row + to]) to--;
    left = Math.min(left, from);
    right = Math.max(right, to);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Length down the picture, width across, aspect = length / width, solidity = area / area of the convex hull. `known` spares counting
 * the mask again.
 */
export function tongueShape(
  mask: PixelMask,
  outline: readonly Point[],
  known?: { readonly bbox: Box; readonly areaPx: number },
): NonNullable<TongueFinding['shape']> {
  const { bbox: box, areaPx } = known ?? { bbox: boundingBox(mask), areaPx: countInside(mask.data) };
  return {
    lengthPx: box.height,
    widthPx: box.width,
    aspect: box.height / Math.max(1, box.width),
    solidity: Math.min(1, areaPx / Math.max(1, polygonArea(convexHull(outline)))),
  };
}
