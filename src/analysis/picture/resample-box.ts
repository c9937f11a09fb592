import type { Box, PixelImage } from '../../domain/picture.ts';

/**
 * The part `box` of a picture (may be fractional) as `widthPx × heightPx` pixels, interleaved 8-bit. Shrinking averages
 * whole areas, fractions of pixels included, so that no edge moves; enlarging interpolates between pixel centres.
 */
export function resampleBox(image: PixelImage, box: Box, widthPx: number, heightPx: number): PixelImage {
  const columns = cellsOf(box.x, box.width, widthPx, image.widthPx);
  const rows = cellsOf(box.y, box.height, heightPx, image.heightPx);
  const data = new Uint8Array(widthPx * heightPx * 3);
  const sums = new Float32Array(widthPx * 3);
  rows.forEach((row, y) => {
    sums.fill(0);
    row.weights.forEach((weight, offset) => {
      addRow(sums, image, (row.first + offset) * image.widthPx, columns, weight);
    });
    // A typed array truncates: the half rounds.
    for (let value = 0; value < sums.length; value++) data[y * widthPx * 3 + value] = (sums[value] ?? 0) + 0.5;
  });
  return { widthPx, heightPx, data };
}

/** One target cell: `weights` of the source pixels from `first` on; they sum to 1. */
interface Cell {
  readonly first: number;
  readonly weights: Float32Array;
}

function cellsOf(from: number, length: number, cells: number, pixels: number): readonly Cell[] {
  const step = length / cells;
  return Array.from({ length: cells }, (_, cell) =>
    step > 1 ? areaCell(from + cell * step, step, pixels) : linearCell(from + (cell + 0.5) * step - 0.5, pixels),
  );
}

function areaCell(from: number, step: number, pixels: number): Cell {
  const begin = Math.max(0, from);
  const end = Math.min(pixels, from + step);
  const first = Math.min(pixels - 1, Math.floor(begin));
  const weights = Float32Array.from({ length: Math.max(1, Math.ceil(end) - first) }, (_, offset) => {
    const pixel = first + offset;
    return Math.max(0, Math.min(end, pixel + 1) - Math.max(begin, pixel));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { first, weights: sum > 0 ? weights.map((weight) => weight / sum) : Float32Array.of(1) };
}

function linearCell(centre: number, pixels: number): Cell {
  const inside = Math.min(pixels - 1, Math.max(0, centre));
  const first = Math.floor(inside);
  const share = inside - first;
  return { first, weights: share > 0 ? Float32Array.of(1 - share, share) : Float32Array.of(1) };
}

/** The inner loop over every source pixel of the box. */
function addRow(sums: Float32Array, image: PixelImage, rowStart: number, columns: readonly Cell[], rowWeight: number) {
  const { data } = image;
  let at = 0;
  for (const { first, weights } of columns) {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let offset = 0, from = (rowStart + first) * 3; offset < weights.length; offset++, from += 3) {
      const weight = weights[offset] ?? 0;
      red += (data[from] ?? 0) * weight;
      green += (data[from + 1] ?? 0) * weight;
      blue += (data[from + 2] ?? 0) * weight;
    }
    sums[at] = (sums[at] ?? 0) + red * rowWeight;
    sums[at + 1] = (sums[at + 1] ?? 0) + green * rowWeight;
    sums[at + 2] = (sums[at + 2] ?? 0) + blue * rowWeight;
    at += 3;
  }
}
