import { linearFromSrgb } from '../../domain/colour.ts';
import type { PixelImage } from '../../domain/picture.ts';
import type { LinearRgb } from './root-polynomial.ts';

/** One patch as the camera saw it. */
export interface PatchReading {
  /** Mean linear light of its middle, a fifth cut from each end. */
  readonly rgb: LinearRgb;
  /** Standard deviation of the green channel over its mean: large where an edge of shadow runs across. */
  readonly unevenness: number;
  /** A channel at its limit says nothing of the colour. */
  readonly clipped: boolean;
}

const LINEAR = Float32Array.from({ length: 256 }, (_, code) => linearFromSrgb(code / 255));
/** Code values from which on a channel counts as at its limit. */
const CLIPPED_FROM = 252;
const TRIM = 0.2;

/** Reads the pixels at these places, [x, y] in pixels. */
export function readPatch(image: PixelImage, places: readonly (readonly [number, number])[]): PatchReading {
  const channels = [0, 1, 2].map((channel) =>
    places.map(([x, y]) => codeAt(image, x, y, channel)).sort((p, q) => p - q),
  );
  const trimmed = channels.map((codes) => {
    const cut = Math.floor(codes.length * TRIM);
    return codes.slice(cut, codes.length - cut).map((code) => LINEAR[code] ?? 0);
  });
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [r = 0, g = 0, b = 0] = trimmed.map(mean);
  const green = trimmed[1] ?? [];
  const spread = Math.sqrt(mean(green.map((value) => (value - g) ** 2)));
  const clipped = channels.some((codes) => (codes[codes.length >> 1] ?? 0) >= CLIPPED_FROM);
  return { rgb: [r, g, b], unevenness: spread / Math.max(g, 1e-4), clipped };
}

function codeAt({ widthPx, heightPx, data }: PixelImage, x: number, y: number, channel: number): number {
  const column = Math.min(widthPx - 1, Math.max(0, Math.floor(x)));
  const row = Math.min(heightPx - 1, Math.max(0, Math.floor(y)));
  return data[(row * widthPx + column) * 3 + channel] ?? 0;
}
