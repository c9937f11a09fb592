import type { Box, PixelImage, PixelMask } from '../../domain/picture.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { cropImage, cropMask } from '../picture/crop-image.ts';
import { distanceInside } from '../picture/mask-operations.ts';
import type { Point } from '../picture/polygon.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { shrinkMask } from '../picture/shrink-mask.ts';
import { boundingBox } from './tongue-shape.ts';

/**
 * Long side of the tongue's box on which everything is measured: textures and cracks of different cameras are then compared
 * on the same scale, and a large camera costs no more than a small one. The project's crack and texture features were set on
 * 320 px pictures; a smaller tongue is not enlarged.
 */
const VIEW_PX = 320;
/** Room around the box, so that the outline has an outside. */
const MARGIN = 0.03;

/** The tongue cut out of its picture. */
export interface TongueView {
  readonly planes: LabPlanes;
  readonly tongue: Uint8Array;
  /** Distance to the tongue's border, view pixels, and its greatest value. */
  readonly depth: Float32Array;
  readonly deepest: number;
  /** Box of the tongue, view pixels. */
  readonly box: Box;
  readonly areaPx: number;
  /** Picture pixels per view pixel. */
  readonly scale: number;
  /** A point of the view in the picture's pixels. */
  toPicture(point: Point): Point;
}

/** Null for an empty mask. `toLab` turns pixels into CIELAB: the camera's own sRGB unless a calibration is handed in. */
export function tongueView(
  image: PixelImage,
  mask: PixelMask,
  toLab: (image: PixelImage) => LabPlanes = labPlanes,
): TongueView | null {
  const box = boundingBox(mask);
  if (box.width === 0) return null;
  const cut = withMargin(box, image);
  const small = shrinkImage(cropImage(image, cut), Math.round(VIEW_PX * (1 + 2 * MARGIN)));
  const { widthPx, heightPx } = small;
  const tongue = shrinkMask(cropMask(mask, cut), widthPx, heightPx);
  const depth = distanceInside(tongue, small);
  let areaPx = 0;
  let deepest = 0;
  for (const value of depth) {
    if (value > 0) areaPx++;
    if (value > deepest) deepest = value;
  }
  if (areaPx === 0) return null;
  const scaleX = cut.width / widthPx;
  const scaleY = cut.height / heightPx;
  return {
    planes: toLab(small),
    tongue,
    depth,
    deepest,
    box: boundingBox({ widthPx, heightPx, data: tongue }),
    areaPx,
    scale: Math.sqrt(scaleX * scaleY),
    toPicture: ([x, y]) => [cut.x + x * scaleX, cut.y + y * scaleY],
  };
}

function withMargin({ x, y, width, height }: Box, image: PixelImage): Box {
  const margin = Math.ceil(MARGIN * Math.max(width, height));
  const left = Math.max(0, x - margin);
  const top = Math.max(0, y - margin);
  return {
    x: left,
    y: top,
    width: Math.min(image.widthPx, x + width + margin) - left,
    height: Math.min(image.heightPx, y + height + margin) - top,
  };
}
