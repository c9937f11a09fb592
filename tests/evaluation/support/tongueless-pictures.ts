import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawFace } from '../../../device-drivers/simulation/face-phantom.ts';
import { toPixelImage } from '../../../device-drivers/simulation/lab-canvas.ts';
import { seededRandom } from '../../../device-drivers/simulation/seeded-noise.ts';
import type { PixelImage } from '../../../src/domain/picture.ts';
import { heldOutNames, readLabelled, readPixels } from './labelled-pictures.ts';

/** Pictures without a tongue, by kind. None of them, and no picture of these kinds' files, trained any model. */
export interface Tongueless {
  readonly kind: string;
  readonly image: PixelImage;
}

const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
const faceApi = join(modules, '@vladmandic/face-api/demo');
const skimage = '/usr/lib/python3/dist-packages/skimage/data';

const PHOTOS: Readonly<Record<string, readonly string[]>> = {
  people: [
    ...[1, 2, 3, 4, 5, 6].map((index) => join(faceApi, `sample${index}.jpg`)),
    join(skimage, 'astronaut.png'),
    '/usr/share/matplotlib/mpl-data/sample_data/grace_hopper.jpg',
  ],
  screenshots: ['facemesh.png', 'screenshot-images.png', 'screenshot-webcam.png'].map((name) => join(faceApi, name)),
  objects: [
    join(modules, '@fastify/static/example/public/images/sample.jpg'),
    ...['coffee.png', 'chelsea.png', 'rocket.jpg', 'retina.jpg', 'ihc.png', 'motorcycle_left.png', 'color.png'].map(
      (name) => join(skimage, name),
    ),
    ...['coins.png', 'camera.png', 'brick.png', 'grass.png', 'gravel.png', 'horse.png', 'moon.png', 'cell.png'].map(
      (name) => join(skimage, name),
    ),
    ...['page.png', 'text.png', 'hubble_deep_field.jpg', 'microaneurysms.png'].map((name) => join(skimage, name)),
    '/usr/lib/python3/dist-packages/sklearn/datasets/images/flower.jpg',
    '/usr/lib/python3/dist-packages/sklearn/datasets/images/china.jpg',
  ],
};

/** Crops of a photograph: the whole, then windows of a half to a sixth of its shorter side. */
const CROPS: Readonly<Record<string, number>> = { people: 16, screenshots: 6, objects: 4 };

export async function* tonguelessPictures(): AsyncGenerator<Tongueless> {
  for (const [kind, files] of Object.entries(PHOTOS)) {
    for (const [index, file] of files.entries()) {
      if (existsSync(file)) yield* cropsOf(kind, await readPixels(file), CROPS[kind] ?? 0, index);
    }
  }
  yield* drawnFaces();
  yield* drawnScenes();
  yield* strippedOfTongue();
}

/** Photographs that this machine lacks. */
export function missingPhotos(): readonly string[] {
  return Object.values(PHOTOS)
    .flat()
    .filter((file) => !existsSync(file));
}

async function* cropsOf(kind: string, image: PixelImage, count: number, seed: number): AsyncGenerator<Tongueless> {
  yield { kind, image };
  const random = seededRandom(seed + 31);
  const shorter = Math.min(image.widthPx, image.heightPx);
  for (let crop = 0; crop < count; crop++) {
    const side = Math.round(shorter * (0.16 + 0.4 * random()));
    const left = Math.floor(random() * (image.widthPx - side));
    const top = Math.floor(random() * (image.heightPx - side));
    const upsideDown = crop % 4 === 3;
    const pipeline = sharp(image.data, { raw: { width: image.widthPx, height: image.heightPx, channels: 3 } })
      .extract({ left, top, width: side, height: side })
      .rotate(upsideDown ? 180 : 0);
    yield { kind: `${kind}, part`, image: await readPixels(pipeline) };
  }
}

function* drawnFaces(): Generator<Tongueless> {
  for (let index = 0; index < 12; index++) {
    const { canvas } = drawFace({ widthPx: 320, heightPx: 240 }, 9000 + index);
    yield { kind: 'drawn face', image: toPixelImage(canvas) };
  }
}

type Draw = (random: () => number) => string;

const shade = (random: () => number, from = 0, to = 255) => Math.round(from + (to - from) * random());
const anyColour: Draw = (random) => `rgb(${shade(random)},${shade(random)},${shade(random)})`;
const skin: Draw = (random) => {
  const light = shade(random, 90, 235);
  return `rgb(${light},${Math.round(light * 0.76)},${Math.round(light * 0.62)})`;
};
const pink: Draw = (random) => `rgb(${shade(random, 150, 235)},${shade(random, 70, 140)},${shade(random, 75, 145)})`;

const SCENES: Readonly<Record<string, Draw>> = {
  'plain colour': (random) =>
    `<rect width="320" height="240" fill="${[anyColour, skin, pink][shade(random, 0, 2)]?.(random)}"/>`,
  'drawn room': (random) =>
    `<rect width="320" height="240" fill="${anyColour(random)}"/>${Array.from(
      { length: 9 },
      () =>
        `<rect x="${shade(random, -40, 300)}" y="${shade(random, -40, 220)}" width="${shade(random, 20, 180)}" height="${shade(random, 20, 160)}" fill="${anyColour(random)}"/>`,
    ).join('')}`,
  'drawn hand': (random) => {
    const tone = skin(random);
    const fingers = Array.from(
      { length: 5 },
      (_, finger) =>
        `<rect x="${100 + finger * 24}" y="${shade(random, 30, 70)}" width="20" height="110" rx="10" fill="${tone}"/>`,
    ).join('');
    return `<rect width="320" height="240" fill="${anyColour(random)}"/><rect x="98" y="110" width="120" height="130" rx="30" fill="${tone}"/>${fingers}`;
  },
  'drawn food': (random) =>
    `<rect width="320" height="240" fill="${anyColour(random)}"/><ellipse cx="160" cy="120" rx="120" ry="100" fill="#f4f1ea"/>${Array.from(
      { length: 8 },
      () =>
        `<ellipse cx="${shade(random, 90, 230)}" cy="${shade(random, 60, 180)}" rx="${shade(random, 8, 40)}" ry="${shade(random, 8, 40)}" fill="${pink(random)}"/>`,
    ).join('')}`,
  'drawn closed mouth': (random) =>
    `<rect width="320" height="240" fill="${skin(random)}"/><path d="M80 ${shade(random, 110, 130)} Q160 ${shade(random, 70, 100)} 240 120 Q160 ${shade(random, 150, 190)} 80 120" fill="${pink(random)}"/><path d="M80 120 Q160 ${shade(random, 112, 130)} 240 120" stroke="#502" stroke-width="3" fill="none"/>`,
  'page of text': (random) =>
    `<rect width="320" height="240" fill="#fff"/>${Array.from(
      { length: 11 },
      (_, line) =>
        `<text x="${shade(random, 4, 40)}" y="${20 + line * 20}" font-size="15" fill="#222">${Math.floor(random() * 1e12).toString(36)} ${Math.floor(random() * 1e12).toString(36)}</text>`,
    ).join('')}`,
};

async function* drawnScenes(): AsyncGenerator<Tongueless> {
  for (const [kind, draw] of Object.entries(SCENES)) {
    for (let index = 0; index < 10; index++) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">${draw(seededRandom(index + 17))}</svg>`;
      yield { kind, image: await readPixels(sharp(Buffer.from(svg))) };
    }
  }
}

/** Held-out photographs of tongue741 without their tongue: painted over with skin or darkness, and strips of lips or chin. */
async function* strippedOfTongue(): AsyncGenerator<Tongueless> {
  for (const [index, name] of (heldOutNames() ?? []).entries()) {
    const { image, truth } = await readLabelled('tongue741', name);
    yield { kind: 'tongue painted away', image: paintedOver(image, truth, index % 3 === 0 ? 0.2 : 1) };
    const rows = Array.from({ length: image.heightPx }, (_, y) => y).filter((y) =>
      truth.subarray(y * image.widthPx, (y + 1) * image.widthPx).some((value) => value > 0),
    );
    const strip = index % 2 === 0 ? ([0, rows[0] ?? 0] as const) : ([(rows.at(-1) ?? 0) + 1, image.heightPx] as const);
    if (strip[1] - strip[0] >= 24) yield { kind: 'lips or chin only', image: rowsOf(image, ...strip) };
  }
}

function paintedOver(image: PixelImage, truth: Uint8Array, light: number): PixelImage {
  const wide = truth.map((_, pixel) => (nearInside(truth, image.widthPx, pixel) ? 255 : 0));
  const colour = [0, 1, 2].map((channel) => meanAround(image, wide, channel) * light);
  const random = seededRandom(5);
  const data = image.data.map((value, at) =>
    wide[Math.floor(at / 3)] ? Math.min(255, (colour[at % 3] ?? 0) + 14 * (random() - 0.5)) : value,
  );
  return { ...image, data };
}

const REACH = 6;

function nearInside(truth: Uint8Array, width: number, pixel: number): boolean {
  const steps = [0, -REACH, REACH, -REACH * width, REACH * width];
  return steps.some((step) => (truth[pixel + step] ?? 0) > 0);
}

/** Mean of the lower half outside the tongue: the chin's skin. */
function meanAround(image: PixelImage, inside: Uint8Array, channel: number): number {
  let sum = 0;
  let count = 0;
  for (let pixel = inside.length >> 1; pixel < inside.length; pixel++) {
    if (inside[pixel]) continue;
    sum += image.data[pixel * 3 + channel] ?? 0;
    count++;
  }
  return sum / Math.max(1, count);
}

function rowsOf(image: PixelImage, from: number, to: number): PixelImage {
  const { widthPx } = image;
  return { widthPx, heightPx: to - from, data: image.data.slice(from * widthPx * 3, to * widthPx * 3) };
}
