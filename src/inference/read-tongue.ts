import { judgeFoundPreview, judgePreview } from '../analysis/picture/judge-preview.ts';
import {
  analyzeTongue,
  describeTongue,
  lookAtTongue,
  type TongueAnalysis,
  type TongueLook,
  type TongueOptions,
} from '../analysis/tongue/analyze-tongue.ts';
import { labelAttributes, type TongueAttributes } from '../analysis/tongue/attribute-labels.ts';
import { findTongue, glanceAtTongue, type RunTongueModel, type TongueGlance } from '../analysis/tongue/find-tongue.ts';
import { nameFindings } from '../analysis/tongue/name-findings.ts';
import type { PixelImage } from '../domain/picture.ts';
import type { Quality } from '../domain/quality.ts';
import type { SegmentationSource } from '../domain/tongue-detail.ts';
import { InferenceError } from './inference-error.ts';
import type { Model } from './model.ts';
import type { PictureModels } from './picture-models.ts';
import { runAttributeModel } from './run-attribute-model.ts';
import { runTongueModel } from './run-tongue-model.ts';

export const SEGMENTATION_MODEL = 'tongue-segmentation';
export const ATTRIBUTE_MODEL = 'tongue-attributes';

/**
 * Analyses a tongue with the model's outline. Where the model is left out, or its run fails, the classical outline stands in and the
 * finding says so. The underside is outlined by classical means: the model was trained on upper sides.
 */
export async function readTongue(
  models: PictureModels,
  image: PixelImage,
  options: Pick<TongueOptions, 'underside' | 'calibration'> = {},
): Promise<TongueAnalysis> {
  const found = options.underside
    ? null
    : await byModel(models, (run) => findTongue(image, run, options.calibration?.toLab));
  if (found === null) return analyzeTongue(image, options);
  const { mask, refusal, source, measures } = found;
  const look = lookAtTongue(image, { ...options, source, segment: () => mask, refusal, measures });
  const model = look.surface === null ? null : await models.find(ATTRIBUTE_MODEL);
  // The model's threads work while the rest is described here.
  const naming = model === null ? null : nameAttributes(model, look);
  const analysis = describeTongue(look);
  const attributes = await naming;
  if (model === null || attributes === null) return analysis;
  return { ...analysis, finding: nameFindings(analysis.finding, attributes, `${model.name}@${model.version}`) };
}

/** Names by the attribute model, which may be left out (research terms) or fail: measurements stay without them. */
async function nameAttributes(
  model: Model,
  { view, surface, calibration }: TongueLook,
): Promise<TongueAttributes | null> {
  if (view === null || surface === null) return null;
  try {
    return await labelAttributes(view, surface, runAttributeModel(model), calibration?.toSrgb);
  } catch (error) {
    if (error instanceof InferenceError) return null;
    throw error;
  }
}

/** Quick word on an aiming picture, by the same outline as the full one. */
export async function judgeTonguePreview(
  models: PictureModels,
  image: PixelImage,
  underside: boolean,
): Promise<Quality> {
  const seen = underside ? null : await byModel(models, (run) => glanceAtTongue(image, run));
  return seen === null ? judgePreview(image, underside) : judgeFoundPreview(image, seen);
}

/** Null where the model is left out or its run fails. */
async function byModel<Seen extends TongueGlance>(
  models: PictureModels,
  look: (run: RunTongueModel) => Promise<Seen>,
): Promise<(Seen & { readonly source: SegmentationSource }) | null> {
  const model = await models.find(SEGMENTATION_MODEL);
  if (model === null) return null;
  try {
    const seen = await look(runTongueModel(model));
    return { ...seen, source: { means: 'model', name: `${model.name}@${model.version}` } };
  } catch (error) {
    if (error instanceof InferenceError) return null;
    throw error;
  }
}
