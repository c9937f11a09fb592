import type { Box, PixelImage } from '../../domain/picture.ts';

/** The part of a picture inside a box of whole pixels that lies within it. */
export function cropImage(image: PixelImage, { x, y, width, height }: Box): PixelImage {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.widthPx + x) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { widthPx: width, heightPx: height, data };
}
