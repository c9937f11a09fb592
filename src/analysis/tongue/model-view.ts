import type { Box, PixelImage } from '../../domain/picture.ts';
import { resampleBox } from '../picture/resample-box.ts';

/** Side of the square that the segmentation model looks at. */
export const MODEL_PX = 288;

/** A part of a picture as the model sees it, and where it lies in the square: the middle; the rest is black. */
export interface ModelView {
  /** Interleaved 8-bit sRGB, `MODEL_PX` squared. */
  readonly data: Uint8Array;
  /** The part of the picture that is shown; may be fractional. */
  readonly box: Box;
  /** Where it lies in the square. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Letterboxes `box` of the picture (default: all of it). */
export function modelView(image: PixelImage, box: Box = wholeOf(image)): ModelView {
  const { widthPx: width, heightPx: height } = fitted(box, MODEL_PX);
  const left = Math.floor((MODEL_PX - width) / 2);
  const top = Math.floor((MODEL_PX - height) / 2);
  const shown = resampleBox(image, box, width, height);
  const data = new Uint8Array(MODEL_PX * MODEL_PX * 3);
  for (let y = 0; y < height; y++) {
    data.set(shown.data.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * MODEL_PX + left) * 3);
  }
  return { data, box, left, top, width, height };
}

/** The square with every pixel taken from another cell: turned, mirrored. */
export function rearranged(data: Uint8Array, sourceOf: (cell: number) => number): Uint8Array {
  const out = new Uint8Array(data.length);
  for (let cell = 0; cell < MODEL_PX * MODEL_PX; cell++) {
    const to = 3 * cell;
    const from = 3 * sourceOf(cell);
    out[to] = data[from] ?? 0;
    out[to + 1] = data[from + 1] ?? 0;
    out[to + 2] = data[from + 2] ?? 0;
  }
  return out;
}

/** The size of a part of a picture when its long side is brought to `sidePx`. */
function fitted({ width, height }: Box, sidePx: number): { readonly widthPx: number; readonly heightPx: number } {
  const scale = sidePx / Math.max(width, height);
  const within = (length: number) => Math.min(sidePx, Math.max(1, Math.round(length * scale)));
  return { widthPx: within(width), heightPx: within(height) };
}

/** The whole picture with its long side brought to `sidePx`, larger or smaller. */
export function wholeAt(image: PixelImage, sidePx: number): PixelImage {
  const { widthPx, heightPx } = fitted(wholeOf(image), sidePx);
  return resampleBox(image, wholeOf(image), widthPx, heightPx);
}

function wholeOf(image: PixelImage): Box {
  return { x: 0, y: 0, width: image.widthPx, height: image.heightPx };
}
