import sharp from 'sharp';
import type { PictureSource } from '../../../device-drivers/simulation/sources.ts';

/** Every value comes, so that the compressed bytes are many for so few pixels. */
const PIXELS = Uint8Array.from({ length: 48 * 32 * 3 }, (_, at) => (at * 31 + (at >> 8)) & 255);
const ENCODED = await sharp(PIXELS, { raw: { width: 48, height: 32, channels: 3 } })
  .jpeg()
  .toBuffer();
const PICTURE = { mediaType: 'image/jpeg' as const, bytes: new Uint8Array(ENCODED) };

/** A pattern in place of a tongue or a face, for tests whose link does not look inside. */
export const SMALL_PICTURES: PictureSource = {
  description: 'a pattern, not a tongue or a face',
  synthetic: true,
  picture: async () => PICTURE,
  preview: async () => PICTURE,
};
