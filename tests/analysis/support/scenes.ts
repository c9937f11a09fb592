import sharp from 'sharp';
import type { SimulatedPicture } from '../../../device-drivers/simulation/sources.ts';
import type { PixelImage, PixelMask } from '../../../src/domain/picture.ts';

type Rgb = readonly [number, number, number];

export function scene(widthPx: number, heightPx: number, colourAt: (x: number, y: number) => Rgb): PixelImage {
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++) data.set(colourAt(x, y), (y * widthPx + x) * 3);
  return { widthPx, heightPx, data };
}

/** Deterministic 0–255 noise. */
function hash(x: number, y: number, channel: number): number {
  let value = Math.imul(x + 1, 374761393) ^ Math.imul(y + 1, 668265263) ^ Math.imul(channel + 1, 2246822519);
  value = Math.imul(value ^ (value >>> 13), 1274126177);
  return ((value ^ (value >>> 16)) >>> 0) % 256;
}

const room = (x: number, y: number): Rgb => {
  if (x > 50 && x < 130 && y > 60 && y < 180) return [170, 60, 60];
  if (x > 180 && x < 280 && y > 30 && y < 110) return [120, 150, 200];
  return y > 200 ? [110, 80, 60] : [200, 195, 185];
};

/** Pictures that show neither a tongue nor a face. */
export const EMPTY_SCENES: Readonly<Record<string, PixelImage>> = {
  'a single pixel': scene(1, 1, () => [200, 120, 120]),
  black: scene(320, 240, () => [0, 0, 0]),
  white: scene(320, 240, () => [255, 255, 255]),
  'plain skin colour': scene(320, 240, () => [225, 180, 150]),
  'plain tongue colour': scene(320, 240, () => [205, 125, 130]),
  noise: scene(320, 240, (x, y) => [hash(x, y, 0), hash(x, y, 1), hash(x, y, 2)]),
  'a gradient': scene(320, 240, (x, y) => [120 + x / 4, 100 + y / 4, 90 + x / 8]),
  'a room of rectangles': scene(320, 240, room),
  'a flat pink disc': scene(320, 240, (x, y) =>
    Math.hypot(x - 160, y - 120) < 60 ? [205, 120, 130] : [225, 180, 150],
  ),
  'a very wide strip': scene(2000, 3, (x) => [x % 256, 120, 120]),
  'a very tall strip': scene(2, 1500, (_x, y) => [y % 256, 120, 120]),
};

export async function decoded(picture: SimulatedPicture): Promise<PixelImage> {
  const { data, info } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) };
}

/** Intersection over union of two masks of one size. */
export function overlap(first: PixelMask, second: PixelMask): number {
  let both = 0;
  let either = 0;
  first.data.forEach((value, pixel) => {
    const other = second.data[pixel] ?? 0;
    if (value && other) both++;
    if (value || other) either++;
  });
  return both / either;
}
