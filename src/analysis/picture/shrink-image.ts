import type { PixelImage } from '../../domain/picture.ts';

/** Averages whole areas so that the long side is at most `longSidePx`; a smaller picture is returned as it is. */
export function shrinkImage(image: PixelImage, longSidePx: number): PixelImage {
  const scale = longSidePx / Math.max(image.widthPx, image.heightPx);
  if (scale >= 1) return image;
  const widthPx = Math.max(1, Math.round(image.widthPx * scale));
  const heightPx = Math.max(1, Math.round(image.heightPx * scale));
  const data = new Uint8Array(widthPx * heightPx * 3);
  const columns = edges(image.widthPx, widthPx);
  const rows = edges(image.heightPx, heightPx);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      average(image, columns[x] ?? 0, columns[x + 1] ?? 0, rows[y] ?? 0, rows[y + 1] ?? 0, data, (y * widthPx + x) * 3);
    }
  }
  return { widthPx, heightPx, data };
}

/** Borders of `parts` cells over `length` pixels; every cell holds at least one pixel. */
function edges(length: number, parts: number): Int32Array {
  return Int32Array.from({ length: parts + 1 }, (_, part) => Math.round((part * length) / parts));
}

function average(
  image: PixelImage,
  left: number,
  right: number,
  top: number,
  bottom: number,
  out: Uint8Array,
  at: number,
): void {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let y = top; y < bottom; y++) {
    for (let from = (y * image.widthPx + left) * 3, x = left; x < right; x++, from += 3) {
      red += image.data[from] ?? 0;
      green += image.data[from + 1] ?? 0;
      blue += image.data[from + 2] ?? 0;
    }
  }
  const count = Math.max(1, (right - left) * (bottom - top));
  out[at] = Math.round(red / count);
  out[at + 1] = Math.round(green / count);
  out[at + 2] = Math.round(blue / count);
}
