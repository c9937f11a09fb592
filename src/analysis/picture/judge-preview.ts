import type { PixelImage, PixelMask } from '../../domain/picture.ts';
import type { Quality, QualityReason } from '../../domain/quality.ts';
import { labPlanes } from '../colour/lab-planes.ts';
import type { TongueGlance } from '../tongue/find-tongue.ts';
import { tongueReasons } from '../tongue/judge-tongue.ts';
import { pinkestPart } from '../tongue/pinkest-part.ts';
import { MEASURE_PX, measureTongue } from '../tongue/tongue-measures.ts';
import { exposureReasons } from './exposure.ts';
import { qualityOf } from './picture-quality.ts';
import { convexHull, fillPolygon } from './polygon.ts';
import { shrinkImage } from './shrink-image.ts';
import { traceOutline } from './trace-outline.ts';

/** Long side of the look that keeps up with the preview. */
const GLANCE_PX = 80;

/**
 * Quick word on an aiming picture of a tongue: is it there, whole, neither dark nor burnt out. It takes only the
 * first guess of the segmentation and cannot tell focus; the full picture is judged by `analyzeTongue`.
 */
export function judgePreview(image: PixelImage, underside = false): Quality {
  const small = shrinkImage(image, GLANCE_PX);
  const planes = labPlanes(small);
  const guess = pinkestPart(planes);
  if (!guess) return qualityOf(['no-tongue', ...exposureReasons(small)], false);
  const measures = measureTongue(planes, hullOf(guess, small));
  const reasons: readonly QualityReason[] = measures
    ? tongueReasons(measures, { glance: true, underside })
    : ['no-tongue'];
  return qualityOf(reasons, false);
}

/** Smallest long side at which the limit of focus holds. */
const FOCUS_PX = MEASURE_PX;

/** The same with the outline of a model, at any size of picture; focus too where the picture is large enough. */
export function judgeFoundPreview(image: PixelImage, { refusal, measures }: TongueGlance): Quality {
  if (!measures) {
    return qualityOf(['no-tongue', ...(refusal === 'upside-down' ? [refusal] : exposureReasons(image))], false);
  }
  const glance = Math.max(image.widthPx, image.heightPx) < FOCUS_PX;
  return qualityOf(tongueReasons(measures, { found: true, glance }), false);
}

/** A thick coating is not pink and leaves a bite in the first guess; the tongue itself is nearly convex. */
function hullOf(guess: Uint8Array, { widthPx, heightPx }: PixelImage): PixelMask {
  const hull = convexHull(traceOutline(guess, widthPx, heightPx, 4 * (widthPx + heightPx)));
  return { widthPx, heightPx, data: fillPolygon(hull, widthPx, heightPx) };
}
