import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import type { PixelImage } from '../../../src/domain/picture.ts';

export const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));

/** The training keeps these apart: see `split` in models/tongue-segmentation/train/pictures.py. */
const HELD_OUT = 90;

/** Names without extension, sorted; null when the set is not on this machine. */
export function pictureNames(set: string): readonly string[] | null {
  const folder = join(DATA, set, 'img');
  if (!existsSync(folder)) return null;
  return readdirSync(folder)
    .map((name) => name.replace('.jpg', ''))
    .sort();
}

/** tongue741's pictures that never trained: the first 90 by SHA-256 of the name. */
export function heldOutNames(): readonly string[] | null {
  const digest = (name: string) => createHash('sha256').update(name).digest('hex');
  const names = pictureNames('tongue741');
  return names && [...names].sort((p, q) => (digest(p) < digest(q) ? -1 : 1)).slice(0, HELD_OUT);
}

export interface LabelledPicture {
  readonly image: PixelImage;
  /** One byte per pixel, zero or not. */
  readonly truth: Uint8Array;
}

export async function readLabelled(set: string, name: string): Promise<LabelledPicture> {
  const image = await readPixels(join(DATA, set, 'img', `${name}.jpg`));
  const mask = await sharp(join(DATA, set, 'mask', `${name}.png`))
    .greyscale()
    .raw()
    .toBuffer();
  return { image, truth: new Uint8Array(mask) };
}

export async function readPixels(source: string | Sharp): Promise<PixelImage> {
  const pipeline = typeof source === 'string' ? sharp(source) : source;
  const { data, info } = await pipeline
    .toColourspace('srgb')
    .flatten({ background: '#fff' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) };
}

export function intersectionOverUnion(truth: Uint8Array, found: Uint8Array | undefined): number {
  let both = 0;
  let either = 0;
  truth.forEach((value, pixel) => {
    const own = (found?.[pixel] ?? 0) > 0;
    if (value > 0 && own) both++;
    if (value > 0 || own) either++;
  });
  return either === 0 ? 1 : both / either;
}
