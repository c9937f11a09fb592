import type { Box, PixelImage, PixelMask } from '../../domain/picture.ts';

/** The part of a picture inside a box of whole pixels that lies within it. */
export function cropImage(image: PixelImage, { x, y, width, height }: Box): PixelImage {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.widthPx + x) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { widthPx: width, heightPx: height, data };
}

/** The part of a mask inside a box of whole pixels that lies within it. */
export function cropMask(mask: PixelMask, { x, y, width, height }: Box): PixelMask {
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * mask.widthPx + x;
    data.set(mask.data.subarray(from, from + width), row * width);
  }
  return { widthPx: width, heightPx: height, data };
}
