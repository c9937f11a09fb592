import type { PictureSource } from '../../../device-drivers/simulation/sources.ts';

const PICTURE = { mediaType: 'image/jpeg' as const, bytes: Uint8Array.from({ length: 3000 }, (_, at) => at & 255) };

/** A byte pattern in place of a picture, for tests whose link does not look inside. */
export const SMALL_PICTURES: PictureSource = {
  description: 'a byte pattern, not a picture',
  synthetic: true,
  picture: async () => PICTURE,
  preview: async () => PICTURE,
};
