import type { PixelMask } from '../../domain/picture.ts';

/** The mask at a larger size: interpolated between pixel centres and cut in the middle, so that stairs become slopes. */
export function enlargeMask(mask: PixelMask, widthPx: number, heightPx: number): PixelMask {
  if (mask.widthPx === widthPx && mask.heightPx === heightPx) return mask;
  const data = new Uint8Array(widthPx * heightPx);
  const columns = places(mask.widthPx, widthPx);
  const rows = places(mask.heightPx, heightPx);
  for (let y = 0; y < heightPx; y++) {
    const v = rows[y] ?? 0;
    const top = Math.floor(v);
    const low = Math.min(mask.heightPx - 1, top + 1);
    const down = v - top;
    for (let x = 0; x < widthPx; x++) {
      const u = columns[x] ?? 0;
      const left = Math.floor(u);
      const right = Math.min(mask.widthPx - 1, left + 1);
      const across = u - left;
      const upperLeft = mask.data[top * mask.widthPx + left] ?? 0;
      const upperRight = mask.data[top * mask.widthPx + right] ?? 0;
      const lowerLeft = mask.data[low * mask.widthPx + left] ?? 0;
      const lowerRight = mask.data[low * mask.widthPx + right] ?? 0;
      const upper = upperLeft + (upperRight - upperLeft) * across;
      const lower = lowerLeft + (lowerRight - lowerLeft) * across;
      if (upper + (lower - upper) * down > 127.5) data[y * widthPx + x] = 255;
    }
  }
  return { widthPx, heightPx, data };
}

/** Where each new pixel's centre lies between the old ones' centres. */
function places(from: number, to: number): Float32Array {
  return Float32Array.from({ length: to }, (_, at) => Math.min(from - 1, Math.max(0, ((at + 0.5) * from) / to - 0.5)));
}
