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
  for (let pixel = 0; pixel < mask.data.length; pixel++) {
    if (!mask.data[pixel]) continue;
    const x = pixel % mask.widthPx;
    const y = Math.floor(pixel / mask.widthPx);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return right < 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Length down the picture, width across, aspect = length / width, solidity = area / area of the convex hull. */
export function tongueShape(mask: PixelMask, outline: readonly Point[]): NonNullable<TongueFinding['shape']> {
  const box = boundingBox(mask);
  return {
    lengthPx: box.height,
    widthPx: box.width,
    aspect: box.height / Math.max(1, box.width),
    solidity: Math.min(1, countInside(mask.data) / Math.max(1, polygonArea(convexHull(outline)))),
  };
}
