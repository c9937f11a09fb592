import type { PixelImage } from '../../domain/picture.ts';
import { resampleBox } from '../picture/resample-box.ts';
import type { TongueView } from './tongue-view.ts';

/** Side of the square that the crack model looks at, and the margin kept free around the tongue. */
export const CROP_PX = 192;
const MARGIN_PX = 4;
/** Everything outside the tongue: the middle of the range. */
const GREY = 128;

/**
 * The tongue on grey: interleaved 8-bit sRGB, `CROP_PX` squared, its box centred with its aspect kept. `image` is the view's, or the
 * same pixels with their colours corrected.
 */
export function attributeCrop({ tongue, box }: TongueView, image: PixelImage): Uint8Array {
  const data = new Uint8Array(image.data.length).fill(GREY);
  for (let pixel = 0, at = 0; pixel < tongue.length; pixel++, at += 3) {
    if (!tongue[pixel]) continue;
    data[at] = image.data[at] ?? 0;
    data[at + 1] = image.data[at + 1] ?? 0;
    data[at + 2] = image.data[at + 2] ?? 0;
  }
  const scale = (CROP_PX - 2 * MARGIN_PX) / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const shrunk = resampleBox({ ...image, data }, box, width, height).data;
  const crop = new Uint8Array(CROP_PX * CROP_PX * 3).fill(GREY);
  const left = Math.floor((CROP_PX - width) / 2);
  const top = Math.floor((CROP_PX - height) / 2);
  for (let y = 0; y < height; y++) {
    crop.set(shrunk.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * CROP_PX + left) * 3);
  }
  return crop;
}
