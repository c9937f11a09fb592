import type { ColourBasis } from '../analysis/calibration/colour-basis.ts';
import { analyzeFace, noFaceFinding } from '../analysis/face/analyze-face.ts';
import type { Landmarks } from '../analysis/face/face-regions.ts';
import { exposureReasons } from '../analysis/picture/exposure.ts';
import { qualityOf } from '../analysis/picture/picture-quality.ts';
import type { FaceFinding } from '../domain/finding.ts';
import type { PixelImage } from '../domain/picture.ts';
import type { Quality } from '../domain/quality.ts';
import { findFace } from './face-finder.ts';
import type { PictureModels } from './picture-models.ts';

export interface FaceExamination {
  readonly finding: FaceFinding;
  /** On the picture, for whoever asked; never part of a record. Null when no face was found. */
  readonly landmarks: Landmarks | null;
  /** The models that took part, each as `name@version`. */
  readonly models: readonly string[];
}

/**
 * Finds and measures the nearest face; colours by the camera's calibration where there is one. The face is looked for in the
 * picture as the camera gave it: that is what the models were trained on. Without the models it needs the finding says
 * `model-missing` and nothing else.
 */
export async function examineFace(
  models: PictureModels,
  image: PixelImage,
  calibration: ColourBasis | null = null,
): Promise<FaceExamination> {
  const found = await findFace(models, image);
  if (found === 'unavailable') return { finding: withoutModels(calibration), landmarks: null, models: [] };
  const landmarks = found.face?.points ?? null;
  return { finding: analyzeFace(image, landmarks, calibration), landmarks, models: found.models };
}

/** Quick word on an aiming picture, by the same measures as the full one. */
export async function judgeFacePreview(models: PictureModels, image: PixelImage): Promise<Quality> {
  const found = await findFace(models, image);
  if (found === 'unavailable') return withoutModels(null).quality;
  if (found.face === null) return qualityOf(['no-face', ...exposureReasons(image)], false);
  const { quality } = analyzeFace(image, found.face.points);
  // A small aiming picture shows neither focus nor the size a face will have on the full one.
  return qualityOf(
    quality.reasons.filter((reason) => !['blurred', 'too-small', 'uncalibrated'].includes(reason)),
    false,
  );
}

function withoutModels(calibration: ColourBasis | null): FaceFinding {
  return { quality: qualityOf(['model-missing'], calibration !== null), ...noFaceFinding(calibration) };
}
