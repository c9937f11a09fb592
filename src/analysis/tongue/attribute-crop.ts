import { resampleBox } from '../picture/resample-box.ts';
import type { AttributeView } from './attribute-view.ts';

/** Side of the square that the crack model looks at, and the margin kept free around the tongue. */
export const CROP_PX = 192;
const MARGIN_PX = 4;
/** Everything outside the tongue: the middle of the range. */
const GREY = 128;

/** The tongue on grey: interleaved 8-bit sRGB, `CROP_PX` squared, its box centred with its aspect kept. */
export function attributeCrop(view: AttributeView): Uint8Array {
  const data = view.image.data.map((value, at) => (view.mask[Math.floor(at / 3)] ? value : GREY));
  const scale = (CROP_PX - 2 * MARGIN_PX) / Math.max(view.widthPx, view.heightPx);
  const width = Math.max(1, Math.round(view.widthPx * scale));
  const height = Math.max(1, Math.round(view.heightPx * scale));
  const box = { x: 0, y: 0, width: view.widthPx, height: view.heightPx };
  const shrunk = resampleBox({ ...view.image, data }, box, width, height).data;
  const crop = new Uint8Array(CROP_PX * CROP_PX * 3).fill(GREY);
  const left = Math.floor((CROP_PX - width) / 2);
  const top = Math.floor((CROP_PX - height) / 2);
  for (let y = 0; y < height; y++) {
    crop.set(shrunk.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * CROP_PX + left) * 3);
  }
  return crop;
}
