import type { Box, PixelImage, PixelMask } from '../../domain/picture.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { distanceInside } from '../picture/mask-operations.ts';
import type { Point } from '../picture/polygon.ts';
import { resampleBox } from '../picture/resample-box.ts';
import { boundingBox } from './tongue-shape.ts';

/**
 * Long side of the tongue's box, in pixels, on which everything is measured and named: textures and cracks of different cameras and
 * distances are then compared on one scale, and a large camera costs no more than a small one. It is the size of the
 * pictures that trained the attribute models (288 px, the tongue 200 to 280); a smaller tongue is enlarged.
 */
export const VIEW_PX = 256;
/** Room around the box, so that the outline has an outside. */
const MARGIN = 0.03;

/** The tongue cut out of its picture. */
export interface TongueView {
  /** The part of the picture as the camera gave it. */
  readonly image: PixelImage;
  readonly planes: LabPlanes;
  readonly tongue: Uint8Array;
  /** Distance to the tongue's border, view pixels, and its greatest value. */
  readonly depth: Float32Array;
  readonly deepest: number;
  /** Box of the tongue, view pixels. */
  readonly box: Box;
  readonly areaPx: number;
  /** Box of the tongue, picture pixels. */
  readonly pictureBox: Box;
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
  const whole = boundingBox(mask);
  if (whole.width === 0) return null;
  const cut = withMargin(whole, image);
  const perPixel = VIEW_PX / Math.max(whole.width, whole.height);
  const widthPx = Math.max(1, Math.round(cut.width * perPixel));
  const heightPx = Math.max(1, Math.round(cut.height * perPixel));
  const tongue = maskWithin(mask, cut, widthPx, heightPx);
  const box = boundingBox({ widthPx, heightPx, data: tongue });
  if (box.width === 0) return null;
  const small = resampleBox(image, cut, widthPx, heightPx);
  const depth = distanceInside(tongue, small);
  const { areaPx, deepest } = extentOf(depth);
  const scaleX = cut.width / widthPx;
  const scaleY = cut.height / heightPx;
  return {
    image: small,
    planes: toLab(small),
    tongue,
    depth,
    deepest,
    box,
    areaPx,
    pictureBox: whole,
    scale: Math.sqrt(scaleX * scaleY),
    toPicture: ([x, y]) => [cut.x + x * scaleX, cut.y + y * scaleY],
  };
}

function extentOf(depth: Float32Array): { readonly areaPx: number; readonly deepest: number } {
  let areaPx = 0;
  let deepest = 0;
  for (let pixel = 0; pixel < depth.length; pixel++) {
    const own = depth[pixel] ?? 0;
    if (own > 0) areaPx++;
    if (own > deepest) deepest = own;
  }
  return { areaPx, deepest };
}

/** The part of a mask at another size: the pixel under each new pixel's centre; 255 inside. */
function maskWithin(mask: PixelMask, box: Box, widthPx: number, heightPx: number): Uint8Array {
  const inside = new Uint8Array(widthPx * heightPx);
  const columns = Int32Array.from({ length: widthPx }, (_, x) => box.x + Math.floor(((x + 0.5) * box.width) / widthPx));
  for (let y = 0; y < heightPx; y++) {
    const row = (box.y + Math.floor(((y + 0.5) * box.height) / heightPx)) * mask.widthPx;
    for (let x = 0; x < widthPx; x++) inside[y * widthPx + x] = mask.data[row + (columns[x] ?? 0)] ? 255 : 0;
  }
  return inside;
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
