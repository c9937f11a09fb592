import type { Box, PixelImage } from '../../domain/picture.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';
import { cropImage } from '../picture/crop-image.ts';
import type { Point } from '../picture/polygon.ts';
import { faceDiscs, type Landmarks } from './face-regions.ts';

/** The face cut out of the measured picture: nothing outside it is looked at, so nothing outside it is converted. */
export interface FaceView {
  readonly planes: LabPlanes;
  /** Landmarks on the cut, and on the whole measured picture with its size. */
  readonly points: Landmarks;
  readonly onPicture: Landmarks;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the picture for one of the view. */
  readonly scale: number;
  /** A point of the view in the picture's pixels. */
  toPicture(point: Point): Point;
}

/** Room around landmarks and forehead, px: sharpness looks one pixel beyond. */
const MARGIN_PX = 3;

/** `small` is `image` brought to the size that is measured. Null when the face lies outside the picture. */
export function faceView(
  small: PixelImage,
  image: PixelImage,
  landmarks: Landmarks,
  toLab: (image: PixelImage) => LabPlanes,
): FaceView | null {
  const { widthPx, heightPx } = small;
  const scale = image.widthPx / widthPx;
  const onPicture = landmarks.map(([x, y]): Point => [x / scale, y / scale]);
  const cut = cutOf(onPicture, small);
  if (cut === null) return null;
  return {
    planes: toLab(cropImage(small, cut)),
    points: onPicture.map(([x, y]): Point => [x - cut.x, y - cut.y]),
    onPicture,
    widthPx,
    heightPx,
    scale,
    toPicture: ([x, y]) => [(x + cut.x) * scale, (y + cut.y) * scale],
  };
}

/** The box of whole pixels around all landmarks and the forehead's disc, within the picture. */
function cutOf(points: Landmarks, { widthPx, heightPx }: PixelImage): Box | null {
  const { forehead } = faceDiscs(points);
  const [fx, fy] = forehead.centre;
  const r = forehead.radiusPx;
  const xs = [...points.map(([x]) => x), fx - r, fx + r];
  const ys = [...points.map(([, y]) => y), fy - r, fy + r];
  const x = Math.max(0, Math.floor(Math.min(...xs)) - MARGIN_PX);
  const y = Math.max(0, Math.floor(Math.min(...ys)) - MARGIN_PX);
  const width = Math.min(widthPx, Math.ceil(Math.max(...xs)) + MARGIN_PX) - x;
  const height = Math.min(heightPx, Math.ceil(Math.max(...ys)) + MARGIN_PX) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The part of the planes around some points, and where a point lies on it; empty where all lie outside. */
export function partAround(
  planes: LabPlanes,
  points: readonly Point[],
): { readonly part: LabPlanes; readonly shift: (point: Point) => Point } {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs)) - 1);
  const top = Math.max(0, Math.floor(Math.min(...ys)) - 1);
  const widthPx = Math.max(0, Math.min(planes.widthPx, Math.ceil(Math.max(...xs)) + 1) - left);
  const heightPx = Math.max(0, Math.min(planes.heightPx, Math.ceil(Math.max(...ys)) + 1) - top);
  const cut = (plane: Float32Array): Float32Array => {
    const out = new Float32Array(widthPx * heightPx);
    for (let row = 0; row < heightPx; row++) {
      const from = (top + row) * planes.widthPx + left;
      out.set(plane.subarray(from, from + widthPx), row * widthPx);
    }
    return out;
  };
  return {
    part: { widthPx, heightPx, l: cut(planes.l), a: cut(planes.a), b: cut(planes.b) },
    shift: ([x, y]) => [x - left, y - top],
  };
}
