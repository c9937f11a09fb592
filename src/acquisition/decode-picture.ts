import sharp, { type Metadata } from 'sharp';
import type { PixelImage } from '../domain/picture.ts';
import { AcquisitionError } from './acquisition-error.ts';

/** 50 megapixels: above any tongue or face camera on the market, below what could exhaust a station's memory. */
const MAX_PIXELS = 50_000_000;
/** A raw 50-megapixel picture of three channels is 150 MB; no encoded one is larger than this. */
export const MAX_PICTURE_BYTES = 160_000_000;
/** What cameras write. Drawings (SVG, PDF) are programs that draw, and are not taken. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif']);
/** Everything is measured on at most this long side: an eighth to the whole of what cameras give. */
export const ANALYSIS_PX = 1000;
/** The chart is read larger than a tongue: each of its patches is a twentieth of the picture. */
export const CHART_PX = 1600;

// Every picture is decoded once: nothing to keep.
sharp.cache(false);

/** A picture shrunk for analysis, and its own upright size. */
export interface BoundedPicture {
  readonly image: PixelImage;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Encoded picture → interleaved 8-bit sRGB, upright by its EXIF orientation; of an animation the first frame. CMYK, grey,
 * 16-bit and transparent pictures are converted. Throws `acquisition/not-a-picture` or `acquisition/picture-too-large`.
 */
export async function decodePicture(bytes: Uint8Array): Promise<PixelImage> {
  return (await decode(bytes, null)).image;
}

/** The same, shrunk while decoding to at most `longSidePx`, which for a JPEG costs a fraction of decoding it whole. */
export function decodeBounded(bytes: Uint8Array, longSidePx = ANALYSIS_PX): Promise<BoundedPicture> {
  return decode(bytes, longSidePx);
}

async function decode(bytes: Uint8Array, longSidePx: number | null): Promise<BoundedPicture> {
  try {
    const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 } as const;
    const source = sharp(bytes, options);
    const size = uprightSize(await source.metadata());
    const { data, info } = await source
      .rotate()
      .resize(longSidePx, longSidePx, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { ...size, image: { widthPx: info.width, heightPx: info.height, data: threeChannels(data, info.channels) } };
  } catch (cause) {
    throw pictureError(cause, bytes.length);
  }
}

/** Throws for formats that are not taken. */
function uprightSize({ format, autoOrient }: Metadata): { widthPx: number; heightPx: number } {
  if (format === undefined || !FORMATS.has(format)) throw new Error(`format ${format} is not a photograph's`);
  return { widthPx: autoOrient.width, heightPx: autoOrient.height };
}

function threeChannels(data: Buffer, channels: number): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (channels === 3) return bytes;
  const out = new Uint8Array((bytes.length / channels) * 3);
  for (let pixel = 0; pixel < out.length / 3; pixel++) out.fill(bytes[pixel * channels] ?? 0, pixel * 3, pixel * 3 + 3);
  return out;
}

function pictureError(cause: unknown, sizeBytes: number): AcquisitionError {
  if (cause instanceof Error && cause.message.includes('pixel limit')) {
    const context = { maxPixels: MAX_PIXELS };
    return new AcquisitionError('acquisition/picture-too-large', 'the picture is too large', context, cause);
  }
  return new AcquisitionError('acquisition/not-a-picture', 'the bytes are not a picture', { sizeBytes }, cause);
}
