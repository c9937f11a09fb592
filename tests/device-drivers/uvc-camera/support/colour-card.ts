import type { PixelImage } from '../../../../src/domain/picture.ts';

/**
 * sRGB values of the 24 patches of a colour rendition card under D65 (averages of 30 cards measured by BabelColor,
 * rounded). Skin, foliage, primaries and six greys: what a camera meets.
 */
export const CARD: readonly (readonly [number, number, number])[] = [
  [115, 82, 68],
  [194, 150, 130],
  [98, 122, 157],
  [87, 108, 67],
  [133, 128, 177],
  [103, 189, 170],
  [214, 126, 44],
  [80, 91, 166],
  [193, 90, 99],
  [94, 60, 108],
  [157, 188, 64],
  [224, 163, 46],
  [56, 61, 150],
  [70, 148, 73],
  [175, 54, 60],
  [231, 199, 31],
  [187, 86, 149],
  [8, 133, 161],
  [243, 243, 242],
  [200, 200, 200],
  [160, 160, 160],
  [122, 122, 121],
  [85, 85, 85],
  [52, 52, 52],
];

const COLUMNS = 6;
const ROWS = 4;
export const CARD_WIDTH_PX = 480;
export const CARD_HEIGHT_PX = 320;
const PATCH = { width: Math.floor(CARD_WIDTH_PX / COLUMNS), height: CARD_HEIGHT_PX / ROWS };
/** The middle of a patch, away from its neighbours. */
const MARGIN = 0.3;

/** Interleaved RGB of the whole card, edge to edge. */
export function drawCard(): Buffer {
  const pixels = Buffer.alloc(CARD_WIDTH_PX * CARD_HEIGHT_PX * 3);
  for (let y = 0; y < CARD_HEIGHT_PX; y += 1) {
    for (let x = 0; x < CARD_WIDTH_PX; x += 1) {
      const column = Math.min(COLUMNS - 1, Math.floor(x / PATCH.width));
      const patch = CARD[Math.floor(y / PATCH.height) * COLUMNS + column] ?? [0, 0, 0];
      pixels.set(patch, (y * CARD_WIDTH_PX + x) * 3);
    }
  }
  return pixels;
}

/** Mean colour of each patch. */
export function readCard({ widthPx, heightPx, data }: PixelImage): [number, number, number][] {
  const [patchWidth, patchHeight] = [widthPx / COLUMNS, heightPx / ROWS];
  return CARD.map((_, index) => {
    const left = Math.round(((index % COLUMNS) + MARGIN) * patchWidth);
    const top = Math.round((Math.floor(index / COLUMNS) + MARGIN) * patchHeight);
    const right = left + Math.round((1 - 2 * MARGIN) * patchWidth);
    const bottom = top + Math.round((1 - 2 * MARGIN) * patchHeight);
    const sums: [number, number, number] = [0, 0, 0];
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        for (const channel of [0, 1, 2] as const) sums[channel] += data[(y * widthPx + x) * 3 + channel] ?? 0;
      }
    }
    const count = (right - left) * (bottom - top);
    return [sums[0] / count, sums[1] / count, sums[2] / count];
  });
}
