import type { PixelImage } from '../../domain/picture.ts';
import type { Point } from '../picture/polygon.ts';
import { fromSquare, type Square, sampleSquare } from '../picture/sample-square.ts';
import type { DetectedFace } from './blaze-face.ts';

/** Side of the landmark network's picture, px, and its number of points (iBUG 300-W order). */
export const LANDMARK_SIDE = 112;
export const LANDMARKS = 68;

/**
 * The crop against the detector's box: side in box widths, and how far down its middle lies. Checked by eye on the faces of
 * face-api's sample photographs and on drawn faces: see the card of `face-landmarks`.
 */
const CROP = { side: 1.15, down: 0.03 };

/** The upright square around a detected face that the landmark network is given. */
export function landmarkCrop({ bbox, rightEye, leftEye }: DetectedFace): Square {
  const angleRad = Math.atan2(leftEye[1] - rightEye[1], leftEye[0] - rightEye[0]);
  const side = Math.max(bbox.width, bbox.height);
  const down = CROP.down * side;
  return {
    centreX: bbox.x + bbox.width / 2 - down * Math.sin(angleRad),
    centreY: bbox.y + bbox.height / 2 + down * Math.cos(angleRad),
    sidePx: CROP.side * side,
    angleRad,
  };
}

/** Input of the network: 3 × 112 × 112, RGB planes, 0–255. */
export function landmarkInput(image: PixelImage, crop: Square): Float32Array {
  const pixels = sampleSquare(image, crop, LANDMARK_SIDE);
  const count = LANDMARK_SIDE * LANDMARK_SIDE;
  return Float32Array.from({ length: 3 * count }, (_, at) => pixels[(at % count) * 3 + Math.floor(at / count)] ?? 0);
}

/** The network's 136 numbers (x and y in units of the crop) as points on the picture. */
export function landmarksOnPicture(points: ArrayLike<number>, crop: Square): readonly Point[] {
  return Array.from({ length: LANDMARKS }, (_, i) => fromSquare(crop, points[2 * i] ?? 0, points[2 * i + 1] ?? 0));
}
