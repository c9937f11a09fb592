import type { ColourBasis } from '../analysis/calibration/colour-basis.ts';
import { cropImage, cropMask } from '../analysis/picture/crop-image.ts';
import { judgeFoundPreview, judgePreview } from '../analysis/picture/judge-preview.ts';
import { analyzeTongue, type TongueAnalysis, type TongueOptions } from '../analysis/tongue/analyze-tongue.ts';
import { labelAttributes } from '../analysis/tongue/attribute-labels.ts';
import { type FoundTongue, findTongue } from '../analysis/tongue/find-tongue.ts';
import { nameFindings } from '../analysis/tongue/name-findings.ts';
import { boundingBox } from '../analysis/tongue/tongue-shape.ts';
import type { TongueFinding } from '../domain/finding.ts';
import type { PixelImage } from '../domain/picture.ts';
import type { Quality } from '../domain/quality.ts';
import type { SegmentationSource } from '../domain/tongue-detail.ts';
import { InferenceError } from './inference-error.ts';
import type { PictureModels } from './picture-models.ts';
import { runAttributeModel } from './run-attribute-model.ts';
import { runTongueModel } from './run-tongue-model.ts';

export const SEGMENTATION_MODEL = 'tongue-segmentation';
const ATTRIBUTE_MODEL = 'tongue-attributes';

interface Found extends FoundTongue {
  readonly source: SegmentationSource;
}

/**
 * Analyses a tongue with the model's outline. Where the model is left out, or its run fails, the classical outline stands in and the
 * finding says so. The underside is outlined by classical means: the model was trained on upper sides.
 */
export async function readTongue(
  models: PictureModels,
  image: PixelImage,
  options: Pick<TongueOptions, 'underside' | 'calibration'> = {},
): Promise<TongueAnalysis> {
  const found = options.underside ? null : await findByModel(models, image);
  if (found === null) return analyzeTongue(image, options);
  const { mask, refusal, source } = found;
  const analysis = analyzeTongue(image, { ...options, source, segment: () => mask, refusal });
  return { ...analysis, finding: await withNames(models, image, analysis, options.calibration ?? null) };
}

/** Names by the attribute model, which may be left out (research terms): measurements stay without them. */
async function withNames(
  models: PictureModels,
  image: PixelImage,
  { finding, mask }: TongueAnalysis,
  calibration: ColourBasis | null,
): Promise<TongueFinding> {
  const model = finding.quality.usable && mask !== null ? await models.find(ATTRIBUTE_MODEL) : null;
  if (model === null || mask === null) return finding;
  try {
    // The tongue alone: the rest of the picture need not be corrected.
    const cut = boundingBox(mask);
    const tongue = cropImage(image, cut);
    const seen = calibration === null ? tongue : calibration.toSrgb(tongue);
    const attributes = await labelAttributes(seen, cropMask(mask, cut), runAttributeModel(model));
    return attributes === null ? finding : nameFindings(finding, attributes, `${model.name}@${model.version}`);
  } catch (error) {
    if (error instanceof InferenceError) return finding;
    throw error;
  }
}

/** Quick word on an aiming picture, by the same outline as the full one. */
export async function judgeTonguePreview(
  models: PictureModels,
  image: PixelImage,
  underside: boolean,
): Promise<Quality> {
  const found = underside ? null : await findByModel(models, image);
  return found === null ? judgePreview(image, underside) : judgeFoundPreview(image, found.mask, found.refusal);
}

async function findByModel(models: PictureModels, image: PixelImage): Promise<Found | null> {
  const model = await models.find(SEGMENTATION_MODEL);
  if (model === null) return null;
  try {
    const found = await findTongue(image, runTongueModel(model));
    return { ...found, source: { means: 'model', name: `${model.name}@${model.version}` } };
  } catch (error) {
    if (error instanceof InferenceError) return null;
    throw error;
  }
}
