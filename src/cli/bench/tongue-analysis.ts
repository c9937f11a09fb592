import sharp from 'sharp';
import { decodeBounded } from '../../acquisition/decode-picture.ts';
import { attributeCrop } from '../../analysis/tongue/attribute-crop.ts';
import { attributeFeatures } from '../../analysis/tongue/attribute-features.ts';
import { findTongue } from '../../analysis/tongue/find-tongue.ts';
import { scaleFinding } from '../../analysis/tongue/scale-finding.ts';
import { measureSurface } from '../../analysis/tongue/tongue-surface.ts';
import { tongueView } from '../../analysis/tongue/tongue-view.ts';
import { systemClock } from '../../domain/clock.ts';
import { createPictureModels, type PictureModels } from '../../inference/picture-models.ts';
import { ATTRIBUTE_MODEL, readTongue, SEGMENTATION_MODEL } from '../../inference/read-tongue.ts';
import { runAttributeModel } from '../../inference/run-attribute-model.ts';
import { runTongueModel } from '../../inference/run-tongue-model.ts';
import { MODELS_DIR } from '../project-paths.ts';
import type { Benchmark, Figure } from './benchmark.ts';
import { cameraPicture } from './camera-picture.ts';

/** A station runs for weeks: the compiler has seen the analysis before the first round that counts. */
const WARM_UP = 15;
const ROUNDS = 25;
const BATCH = 1000;

/** The least of several of each, in turn, so that all see the same machine: what they take when nothing else runs. */
async function least(works: readonly (() => Promise<unknown>)[]): Promise<readonly number[]> {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [at, work] of works.entries()) {
      const from = performance.now();
      await work();
      if (round >= 0) best[at] = Math.min(best[at] ?? 0, performance.now() - from);
    }
  }
  return best;
}

async function analyse(models: PictureModels, bytes: Uint8Array) {
  const { image, widthPx } = await decodeBounded(bytes);
  const { finding } = await readTongue(models, image);
  return scaleFinding(finding, widthPx / image.widthPx);
}

/** Every run of a network that the analysis of this picture makes, on inputs made before. */
async function inferenceAlone(models: PictureModels, bytes: Uint8Array): Promise<() => Promise<void>> {
  const segmentation = await models.find(SEGMENTATION_MODEL);
  const attributes = await models.find(ATTRIBUTE_MODEL);
  if (segmentation === null || attributes === null) throw new Error('a model of tongues is left out');
  const run = runTongueModel(segmentation);
  const looks: Uint8Array[] = [];
  const { image } = await decodeBounded(bytes);
  const { mask } = await findTongue(image, (pixels) => {
    looks.push(pixels);
    return run(pixels);
  });
  const view = mask && tongueView(image, mask);
  if (!view) throw new Error('no tongue was found');
  const features = Float32Array.from(attributeFeatures(view, measureSurface(view)).values());
  const input = { crop: attributeCrop(view, view.image), features };
  return async () => {
    for (const pixels of looks) await run(pixels);
    await runAttributeModel(attributes)(input);
  };
}

async function* wholePicture(models: PictureModels, bytes: Uint8Array): AsyncGenerator<Figure> {
  const infer = await inferenceAlone(models, bytes);
  const [value = 0, bounded = 0, whole = 0, inference = 0] = await least([
    () => analyse(models, bytes),
    () => decodeBounded(bytes),
    () => sharp(bytes).rotate().removeAlpha().raw().toBuffer(),
    infer,
  ]);
  const figure = (name: string, baseline: number): Figure => ({
    name: '12-megapixel JPEG to findings',
    value,
    unit: 'ms',
    baseline: { name, value: baseline },
    ratio: value / baseline,
    aim: '≤ 400 ms and ≤ 1.5 times the baseline',
    met: value <= 400 && value <= 1.5 * baseline,
  });
  yield figure('decoding every pixel and the networks alone, ms', whole + inference);
  yield figure('decoding as the station does, a quarter of the size, and the networks alone, ms', bounded + inference);
}

/** Memory once the batch runs, against memory after its first tenth. */
async function batch(models: PictureModels, bytes: Uint8Array): Promise<Figure> {
  let early = 0;
  for (let at = 0; at < BATCH; at++) {
    await analyse(models, bytes);
    if (at === BATCH / 10) early = process.memoryUsage().rss;
  }
  const value = process.memoryUsage().rss / 2 ** 20;
  const baseline = early / 2 ** 20;
  return {
    name: `resident memory after ${BATCH} pictures`,
    value,
    unit: 'MiB',
    baseline: { name: 'after the first tenth, MiB', value: baseline },
    ratio: value / baseline,
    aim: '≤ 1.2 times the baseline',
    met: value <= 1.2 * baseline,
  };
}

async function* run(): AsyncGenerator<Figure> {
  const models = createPictureModels({ modelsDir: MODELS_DIR, researchModels: true, clock: systemClock });
  try {
    yield* wholePicture(models, await cameraPicture(4000, 3000));
    yield await batch(models, await cameraPicture(640, 480));
  } finally {
    await models.close();
  }
}

export const tongueAnalysis: Benchmark = { name: 'tongue', run };
