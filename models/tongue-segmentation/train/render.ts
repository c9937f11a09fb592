/**
 * `node models/tongue-segmentation/train/render.ts FOLDER`: the project's own renders for the training. Tongues and
 * undersides with their exact outlines (`NAME.png` and `NAME.mask.png`), faces with a closed mouth (no mask).
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import sharp from 'sharp';
import { drawFace } from '../../../device-drivers/simulation/face-phantom.ts';
import { type LabCanvas, toPixelImage } from '../../../device-drivers/simulation/lab-canvas.ts';
import { seededRandom } from '../../../device-drivers/simulation/seeded-noise.ts';
import { drawTongue } from '../../../device-drivers/simulation/tongue-phantom.ts';
import { drawUnderside } from '../../../device-drivers/simulation/underside-phantom.ts';
import type { PixelMask } from '../../../src/domain/picture.ts';

const folder = argv[2] ?? 'renders';
const SIZE = { widthPx: 480, heightPx: 360 };
const COUNTS = { tongue: 120, underside: 30, face: 60 };
const random = seededRandom(741);
const between = (from: number, to: number) => from + (to - from) * random();

async function write(name: string, canvas: LabCanvas, mask?: PixelMask): Promise<void> {
  const { widthPx: width, heightPx: height, data } = toPixelImage(canvas);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(join(folder, `${name}.png`));
  if (!mask) return;
  const grey = mask.data.map((inside) => (inside ? 255 : 0));
  await sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(join(folder, `${name}.mask.png`));
}

mkdirSync(folder, { recursive: true });
for (let index = 0; index < COUNTS.tongue; index++) {
  const { canvas, truth } = drawTongue(SIZE, 1000 + index, {
    bodyLab: { l: between(42, 66), a: between(18, 40), b: between(4, 16) },
    coatingLab: { l: between(52, 82), a: between(5, 26), b: between(2, 26) },
    coatingFraction: between(0.1, 0.8),
  });
  await write(`tongue-${index}`, canvas, truth.outline);
}
for (let index = 0; index < COUNTS.underside; index++) {
  const { canvas, truth } = drawUnderside(SIZE, 2000 + index);
  await write(`underside-${index}`, canvas, truth.outline);
}
for (let index = 0; index < COUNTS.face; index++) await write(`face-${index}`, drawFace(SIZE, 3000 + index).canvas);
