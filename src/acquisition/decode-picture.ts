import sharp from 'sharp';
import type { PixelImage } from '../domain/picture.ts';
import { AcquisitionError } from './acquisition-error.ts';

/** 50 megapixels: above any tongue or face camera on the market, below what could exhaust a station's memory. */
const MAX_PIXELS = 50_000_000;

/**
 * Encoded picture → interleaved 8-bit sRGB, upright by its EXIF orientation.
 * Throws `acquisition/not-a-picture` or `acquisition/picture-too-large`.
 */
export async function decodePicture(bytes: Uint8Array): Promise<PixelImage> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .rotate()
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return {
      widthPx: info.width,
      heightPx: info.height,
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    };
  } catch (cause) {
    const tooLarge = cause instanceof Error && cause.message.includes('pixel limit');
    throw tooLarge
      ? new AcquisitionError(
          'acquisition/picture-too-large',
          'the picture is too large',
          { maxPixels: MAX_PIXELS },
          cause,
        )
      : new AcquisitionError(
          'acquisition/not-a-picture',
          'the bytes are not a picture',
          { sizeBytes: bytes.length },
          cause,
        );
  }
}
