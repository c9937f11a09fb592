import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import { type LabPlanes, labPlanes } from '../colour/lab-planes.ts';
import { countInside } from '../picture/mask-operations.ts';
import { fillPolygon, type Point } from '../picture/polygon.ts';
import { shrinkImage } from '../picture/shrink-image.ts';
import { starContour } from '../picture/star-contour.ts';
import { pinkestPart } from './pinkest-part.ts';
import { pixelFeatures, tongueEvidence, tongueFrame } from './tongue-evidence.ts';
import { EVIDENCE_WEIGHTS } from './tongue-evidence-weights.ts';

/** Long side of the working picture: an outline error of half a pixel is 1 % of a tongue's area. */
export const WORKING_PX = 200;
/** A tongue smaller than this on the working picture cannot be described. */
const LEAST_AREA_PX = 120;

/**
 * Finds the tongue by classical means: the pinkest part as a first guess, then rounds of evidence per pixel (this
 * picture's own colours, and position and colour relative to the guess) and the best star-shaped outline through it.
 * Returns the mask at the picture's size, or null when nothing like a tongue stands out. Whether the result may be
 * used is judged apart (`judgeTongue`).
 */
export function segmentTongue(image: PixelImage): PixelMask | null {
  const small = shrinkImage(image, WORKING_PX);
  const outline = findOutline(labPlanes(small));
  if (!outline) return null;
  const scaleX = image.widthPx / small.widthPx;
  const scaleY = image.heightPx / small.heightPx;
  const full = outline.map(([x, y]): Point => [x * scaleX, y * scaleY]);
  const { widthPx, heightPx } = image;
  return { widthPx, heightPx, data: fillPolygon(full, widthPx, heightPx) };
}

function findOutline(planes: LabPlanes): readonly Point[] | null {
  let guess = pinkestPart(planes);
  let outline: readonly Point[] | null = null;
  for (const weights of EVIDENCE_WEIGHTS) {
    if (!guess || countInside(guess) < LEAST_AREA_PX) return null;
    outline = outlineFrom(planes, guess, weights);
    guess = fillPolygon(outline, planes.widthPx, planes.heightPx);
  }
  return guess && countInside(guess) >= LEAST_AREA_PX ? outline : null;
}

/** One round: describes every pixel relative to the guess and draws the best outline. */
export function outlineFrom(planes: LabPlanes, guess: Uint8Array, weights: readonly number[]): readonly Point[] {
  const frame = tongueFrame(planes, guess);
  const evidence = tongueEvidence(pixelFeatures(planes, guess, frame), weights);
  return starContour({
    evidence,
    widthPx: planes.widthPx,
    heightPx: planes.heightPx,
    centre: frame.centre,
    minRadiusPx: Math.max(3, frame.radiusPx * 0.3),
    maxRadiusPx: Math.min(frame.radiusPx * 2.5, Math.max(planes.widthPx, planes.heightPx) * 0.75),
    rays: 128,
    stepPx: 1,
    edgeWeight: 6,
    stiffness: 1.5,
  });
}
