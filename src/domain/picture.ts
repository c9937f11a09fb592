export type PictureKind = 'tongue-top' | 'tongue-underside' | 'face';

export const PICTURE_KINDS: readonly PictureKind[] = ['tongue-top', 'tongue-underside', 'face'];

/** A picture as the instrument sent it: encoded bytes, checked against their digest. */
export interface CapturedPicture {
  readonly kind: PictureKind;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
  /** Lower-case hex SHA-256 of `bytes`. */
  readonly sha256: string;
}

/** Decoded pixels: interleaved 8-bit sRGB, row by row, `data.length === widthPx * heightPx * 3`. */
export interface PixelImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

/** One byte per pixel, 0 or 255. */
export interface PixelMask {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

/** CIE 1976 L*a*b* under D65, 2° observer. `L` 0–100. Never mix with the TDAS scale (L about 104). */
export interface Lab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
}

/** Pixels, origin top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
