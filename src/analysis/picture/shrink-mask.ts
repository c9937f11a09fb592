import type { PixelMask } from '../../domain/picture.ts';

/** Nearest-pixel copy of a mask at another size. */
export function shrinkMask(mask: PixelMask, widthPx: number, heightPx: number): Uint8Array {
  const out = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    const row = Math.floor(((y + 0.5) * mask.heightPx) / heightPx) * mask.widthPx;
    for (let x = 0; x < widthPx; x++) {
      out[y * widthPx + x] = mask.data[row + Math.floor(((x + 0.5) * mask.widthPx) / widthPx)] ?? 0;
    }
  }
  return out;
}
