import sharp from 'sharp';
import { drawFace } from '../../../device-drivers/simulation/face-phantom.ts';
import { toPixelImage } from '../../../device-drivers/simulation/lab-canvas.ts';
import { decodeBounded } from '../../acquisition/decode-picture.ts';
import { scaleFaceFinding } from '../../analysis/face/scale-face-finding.ts';
import { systemClock } from '../../domain/clock.ts';
import { examineFace } from '../../inference/examine-face.ts';
import { findFace } from '../../inference/face-finder.ts';
import { createPictureModels } from '../../inference/picture-models.ts';
import { MODELS_DIR } from '../project-paths.ts';
import type { Benchmark, Figure } from './benchmark.ts';

const ROUNDS = 9;

/** A drawn face, enlarged to 12 megapixels, as a camera's JPEG. */
async function camera(): Promise<Uint8Array> {
  const { data, widthPx, heightPx } = toPixelImage(drawFace({ widthPx: 1000, heightPx: 750 }, 5).canvas);
  const raw = { width: widthPx, height: heightPx, channels: 3 } as const;
  return new Uint8Array(await sharp(data, { raw }).resize(4000, 3000).jpeg({ quality: 90 }).toBuffer());
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

async function run(): Promise<readonly Figure[]> {
  const models = createPictureModels({ modelsDir: MODELS_DIR, researchModels: true, clock: systemClock });
  try {
    const bytes = await camera();
    const value = await least(async () => {
      const { image, widthPx } = await decodeBounded(bytes);
      return scaleFaceFinding((await examineFace(models, image)).finding, widthPx / image.widthPx);
    });
    const baseline = await least(async () => findFace(models, (await decodeBounded(bytes)).image));
    return [
      {
        name: 'face, 12-megapixel JPEG to findings',
        value,
        unit: 'ms',
        baseline: { name: 'shrinking decode and both networks alone, ms', value: baseline },
        ratio: value / baseline,
        aim: '≤ 400 ms',
        met: value <= 400,
      },
    ];
  } finally {
    await models.close();
  }
}

export const faceAnalysis: Benchmark = { name: 'face-analysis', run };
