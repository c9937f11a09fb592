import type { Box, PixelImage } from '../../domain/picture.ts';
import { resampleBox } from '../picture/resample-box.ts';

/** Side of the square that the segmentation model looks at. */
export const MODEL_PX = 224;

/** A part of a picture as the model sees it, and where it lies in the square: the middle; the rest is black. */
export interface ModelView {
  /** Interleaved 8-bit sRGB, `MODEL_PX` squared. */
  readonly data: Uint8Array;
  /** The same without the black. */
  readonly shown: PixelImage;
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
  const scale = MODEL_PX / Math.max(box.width, box.height);
  const width = Math.min(MODEL_PX, Math.max(1, Math.round(box.width * scale)));
  const height = Math.min(MODEL_PX, Math.max(1, Math.round(box.height * scale)));
  const left = Math.floor((MODEL_PX - width) / 2);
  const top = Math.floor((MODEL_PX - height) / 2);
  const shown = resampleBox(image, box, width, height);
  const data = new Uint8Array(MODEL_PX * MODEL_PX * 3);
  for (let y = 0; y < height; y++) {
    data.set(shown.data.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * MODEL_PX + left) * 3);
  }
  return { data, shown, box, left, top, width, height };
}

function wholeOf(image: PixelImage): Box {
  return { x: 0, y: 0, width: image.widthPx, height: image.heightPx };
}
