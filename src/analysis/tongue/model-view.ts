import type { Box, PixelImage } from '../../domain/picture.ts';

/** Side of the square that the segmentation model looks at. */
export const MODEL_PX = 224;

/** A part of a picture as the model sees it, and where it lies in the square: the middle; the rest is black. */
export interface ModelView {
  /** Interleaved 8-bit sRGB, `MODEL_PX` squared. */
  readonly data: Uint8Array;
  /** The part of the picture that is shown; may be fractional. */
  readonly box: Box;
  /** Where it lies in the square. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Letterboxes `box` of the picture (default: all of it). Shrinking averages whole areas, fractions of pixels included, so
 * that no edge moves; enlarging interpolates linearly between pixel centres.
 */
export function modelView(image: PixelImage, box: Box = wholeOf(image)): ModelView {
  const scale = MODEL_PX / Math.max(box.width, box.height);
  const width = Math.min(MODEL_PX, Math.max(1, Math.round(box.width * scale)));
  const height = Math.min(MODEL_PX, Math.max(1, Math.round(box.height * scale)));
  const left = Math.floor((MODEL_PX - width) / 2);
  const top = Math.floor((MODEL_PX - height) / 2);
  const columns = weightsOf(box.x, box.width, width, image.widthPx);
  const rows = weightsOf(box.y, box.height, height, image.heightPx);
  const data = new Uint8Array(MODEL_PX * MODEL_PX * 3);
  drawInto(data, image, columns, rows, (top * MODEL_PX + left) * 3);
  return { data, box, left, top, width, height };
}

function wholeOf(image: PixelImage): Box {
  return { x: 0, y: 0, width: image.widthPx, height: image.heightPx };
}

/** One target cell: `weights` of the source pixels from `first` on; they sum to 1. */
interface Cell {
  readonly first: number;
  readonly weights: Float32Array;
}

function weightsOf(from: number, length: number, cells: number, pixels: number): readonly Cell[] {
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

function drawInto(out: Uint8Array, image: PixelImage, columns: readonly Cell[], rows: readonly Cell[], at: number) {
  const sums = new Float32Array(columns.length * 3);
  rows.forEach((row, y) => {
    sums.fill(0);
    row.weights.forEach((weight, offset) => {
      addRow(sums, image, (row.first + offset) * image.widthPx, columns, weight);
    });
    // A typed array truncates: the half rounds.
    for (let value = 0; value < sums.length; value++) out[at + y * MODEL_PX * 3 + value] = (sums[value] ?? 0) + 0.5;
  });
}

/** The inner loop over every source pixel of the view. */
function addRow(sums: Float32Array, image: PixelImage, rowStart: number, columns: readonly Cell[], rowWeight: number) {
  const { data } = image;
  for (let x = 0; x < columns.length; x++) {
    const cell = columns[x] as Cell;
    const { weights } = cell;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let offset = 0, from = (rowStart + cell.first) * 3; offset < weights.length; offset++, from += 3) {
      const weight = weights[offset] ?? 0;
      red += (data[from] ?? 0) * weight;
      green += (data[from + 1] ?? 0) * weight;
      blue += (data[from + 2] ?? 0) * weight;
    }
    sums[x * 3] = (sums[x * 3] ?? 0) + red * rowWeight;
    sums[x * 3 + 1] = (sums[x * 3 + 1] ?? 0) + green * rowWeight;
    sums[x * 3 + 2] = (sums[x * 3 + 2] ?? 0) + blue * rowWeight;
  }
}
