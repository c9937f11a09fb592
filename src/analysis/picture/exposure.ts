import type { PixelImage } from '../../domain/picture.ts';
import type { QualityReason } from '../../domain/quality.ts';

/** A picture whose mean code value lies outside these shows a covered lens or a blinded sensor. */
const DARKEST_MEAN = 50;
const BRIGHTEST_MEAN = 245;
/** Every how many pixels are looked at; exposure is the same everywhere that matters. */
const STRIDE = 7;

/** `too-dark` or `too-bright` of the whole picture, for pictures in which nothing was found. */
export function exposureReasons(image: PixelImage): readonly QualityReason[] {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < image.data.length; at += STRIDE) {
    sum += image.data[at] ?? 0;
    count++;
  }
  const mean = count === 0 ? 0 : sum / count;
  if (mean < DARKEST_MEAN) return ['too-dark'];
  return mean > BRIGHTEST_MEAN ? ['too-bright'] : [];
}
