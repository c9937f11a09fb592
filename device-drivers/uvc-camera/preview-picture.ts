import sharp from 'sharp';
import { PREVIEW_LONG_SIDE_PX, PREVIEW_QUALITY } from './protocol.ts';

/** A small copy for aiming; null for a picture that cannot be decoded, which is no reason to stop an aim. */
export async function previewPicture(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await sharp(bytes)
      .resize(PREVIEW_LONG_SIDE_PX, PREVIEW_LONG_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: PREVIEW_QUALITY })
      .toBuffer();
  } catch {
    return null;
  }
}

/** Whether every pixel can be decoded. */
export async function isWholePicture(bytes: Uint8Array): Promise<boolean> {
  try {
    await sharp(bytes, { failOn: 'truncated' }).stats();
    return true;
  } catch {
    return false;
  }
}
