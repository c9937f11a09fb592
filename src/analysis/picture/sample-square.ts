import type { PixelImage } from '../../domain/picture.ts';

/** A square on a picture, px: `angleRad` turns its upper edge clockwise from the horizontal. */
export interface Square {
  readonly centreX: number;
  readonly centreY: number;
  readonly sidePx: number;
  readonly angleRad: number;
}

/**
 * Resamples a square bilinearly to `sizePx` × `sizePx` interleaved RGB, 0–255, black outside the picture. Made for squares
 * of at most about twice `sizePx`; shrink the picture first where it is larger, or fine detail aliases.
 */
export function sampleSquare(image: PixelImage, square: Square, sizePx: number): Float32Array {
  const out = new Float32Array(sizePx * sizePx * 3);
  for (let row = 0; row < sizePx; row++) {
    for (let column = 0; column < sizePx; column++) {
      const [x, y] = fromSquare(square, (column + 0.5) / sizePx, (row + 0.5) / sizePx);
      addPixel(image, x - 0.5, y - 0.5, out, (row * sizePx + column) * 3);
    }
  }
  return out;
}

/** Picture coordinates of a point given in units of the square, [0, 0] its upper left corner. */
export function fromSquare({ centreX, centreY, sidePx, angleRad }: Square, u: number, v: number): [number, number] {
  const right = (u - 0.5) * sidePx;
  const down = (v - 0.5) * sidePx;
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  return [centreX + right * cosine - down * sine, centreY + right * sine + down * cosine];
}

function addPixel({ widthPx, heightPx, data }: PixelImage, x: number, y: number, out: Float32Array, at: number): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  for (let corner = 0; corner < 4; corner++) {
    const px = left + (corner & 1);
    const py = top + (corner >> 1);
    if (px < 0 || py < 0 || px >= widthPx || py >= heightPx) continue;
    const weight = (1 - Math.abs(x - px)) * (1 - Math.abs(y - py));
    const from = (py * widthPx + px) * 3;
    for (let channel = 0; channel < 3; channel++)
      out[at + channel] = (out[at + channel] ?? 0) + weight * (data[from + channel] ?? 0);
  }
}
