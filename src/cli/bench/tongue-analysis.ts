import sharp from 'sharp';
import { toPixelImage } from '../../../device-drivers/simulation/lab-canvas.ts';
import { DEFAULT_TONGUE_LOOK, drawTongue } from '../../../device-drivers/simulation/tongue-phantom.ts';
import { decodeBounded } from '../../acquisition/decode-picture.ts';
import { findTongue } from '../../analysis/tongue/find-tongue.ts';
import { scaleFinding } from '../../analysis/tongue/scale-finding.ts';
import { systemClock } from '../../domain/clock.ts';
import { createPictureModels, type PictureModels } from '../../inference/picture-models.ts';
import { judgeTonguePreview, readTongue, SEGMENTATION_MODEL } from '../../inference/read-tongue.ts';
import { runTongueModel } from '../../inference/run-tongue-model.ts';
import { MODELS_DIR } from '../project-paths.ts';
import type { Benchmark, Figure } from './benchmark.ts';

const ROUNDS = 9;
const BATCH = 1000;

/** A drawn tongue, enlarged to 12 megapixels with noise, as a camera's JPEG. */
async function camera(widthPx: number, heightPx: number): Promise<Uint8Array> {
  const { canvas } = drawTongue({ widthPx: 1000, heightPx: 750 }, 5, DEFAULT_TONGUE_LOOK);
  const { data } = toPixelImage(canvas);
  const small = sharp(data, { raw: { width: 1000, height: 750, channels: 3 } });
  const noise = {
    width: widthPx,
    height: heightPx,
    channels: 3,
    noise: { type: 'gaussian', mean: 128, sigma: 6 },
  } as const;
  const grain = await sharp({ create: { ...noise, background: '#888' } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const picture = await small.resize(widthPx, heightPx).png({ compressionLevel: 1 }).toBuffer();
  const noisy = sharp(picture).composite([{ input: grain, blend: 'soft-light' }]);
  return new Uint8Array(await noisy.jpeg({ quality: 90 }).toBuffer());
}

/** The least of several: what the machine does when nothing else runs. */
async function least(work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    await work();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

async function analyse(models: PictureModels, bytes: Uint8Array) {
  const { image, widthPx } = await decodeBounded(bytes);
  const { finding } = await readTongue(models, image);
  return scaleFinding(finding, widthPx / image.widthPx);
}

async function wholePicture(models: PictureModels, bytes: Uint8Array): Promise<readonly Figure[]> {
  const model = await models.find(SEGMENTATION_MODEL);
  if (model === null) throw new Error('the segmentation model is left out');
  const run = runTongueModel(model);
  const value = await least(() => analyse(models, bytes));
  const bounded = await least(async () => findTongue((await decodeBounded(bytes)).image, run));
  const whole = await least(async () => {
    await sharp(bytes).rotate().removeAlpha().raw().toBuffer();
    await findTongue((await decodeBounded(bytes)).image, run);
  });
  const figure = (name: string, baseline: number): Figure => ({
    name: '12-megapixel JPEG to findings',
    value,
    unit: 'ms',
    baseline: { name, value: baseline },
    ratio: value / baseline,
    aim: '≤ 400 ms and ≤ 1.5 times the baseline',
    met: value <= 400 && value <= 1.5 * baseline,
  });
  return [
    figure('shrinking decode and inference alone, ms', bounded),
    figure('decoding every pixel and inference alone, ms', whole),
  ];
}

async function preview(models: PictureModels, bytes: Uint8Array): Promise<Figure> {
  const frame = await sharp(bytes).resize(320).jpeg({ quality: 80 }).toBuffer();
  const value = 1000 / (await least(async () => judgeTonguePreview(models, (await decodeBounded(frame)).image, false)));
  return {
    name: 'live judgement of the preview',
    value,
    unit: 'frames/s',
    baseline: null,
    ratio: null,
    aim: '≥ 10 frames/s',
    met: value >= 10,
  };
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
    const large = await camera(4000, 3000);
    yield* await wholePicture(models, large);
    yield await preview(models, large);
    yield await batch(models, await camera(640, 480));
  } finally {
    await models.close();
  }
}

export const tongueAnalysis: Benchmark = { name: 'tongue', run };
