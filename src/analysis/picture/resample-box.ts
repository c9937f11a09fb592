import type { Box, PixelImage } from '../../domain/picture.ts';

/**
 * The part `box` of a picture (may be fractional) as `widthPx × heightPx` pixels, interleaved 8-bit. Shrinking averages
 * whole areas, fractions of pixels included, so that no edge moves; enlarging interpolates between pixel centres.
 */
export function resampleBox(image: PixelImage, box: Box, widthPx: number, heightPx: number): PixelImage {
  const columns = cellsOf(box.x, box.width, widthPx, image.widthPx);
  const rows = cellsOf(box.y, box.height, heightPx, image.heightPx);
  const data = new Uint8Array(widthPx * heightPx * 3);
  const left = columns.first[0] ?? 0;
  const right = (columns.first[widthPx - 1] ?? 0) + (columns.count[widthPx - 1] ?? 0);
  const line = new Float64Array((right - left) * 3);
  for (let y = 0; y < heightPx; y++) {
    meanRow(line, image, left, rows, y);
    meanColumns(data, y * widthPx * 3, line, left, columns);
  }
  return { widthPx, heightPx, data };
}

/**
 * The cells of one direction: cell c takes `count[c]` source pixels from `first[c]` on, with the weights from `c · most` on. They sum to
 * 1, and all but the first and the last of a cell are equal.
 */
interface Cells {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Float64Array;
  readonly most: number;
}

function cellsOf(from: number, length: number, cells: number, pixels: number): Cells {
  const step = length / cells;
  const most = Math.ceil(step) + 2;
  const all: Cells = {
    first: new Int32Array(cells),
    count: new Int32Array(cells),
    weights: new Float64Array(cells * most),
    most,
  };
  for (let cell = 0; cell < cells; cell++) {
    if (step > 1) setAreaCell(all, cell, from + cell * step, step, pixels);
    else setLinearCell(all, cell, from + (cell + 0.5) * step - 0.5, pixels);
  }
  return all;
}

function setAreaCell({ first, count, weights, most }: Cells, cell: number, from: number, step: number, pixels: number) {
  const begin = Math.max(0, from);
  const end = Math.min(pixels, from + step);
  const start = Math.min(pixels - 1, Math.floor(begin));
  const taken = Math.max(1, Math.ceil(end) - start);
  const part = (pixel: number) => Math.max(0, Math.min(end, pixel + 1) - Math.max(begin, pixel));
  first[cell] = start;
  count[cell] = taken;
  const total = end - begin;
  for (let offset = 0; offset < taken; offset++) {
    weights[cell * most + offset] = total > 0 ? part(start + offset) / total : 1 / taken;
  }
}

function setLinearCell({ first, count, weights, most }: Cells, cell: number, centre: number, pixels: number) {
  const inside = Math.min(pixels - 1, Math.max(0, centre));
  const start = Math.floor(inside);
  const share = inside - start;
  first[cell] = start;
  count[cell] = share > 0 ? 2 : 1;
  weights[cell * most] = 1 - share;
  weights[cell * most + 1] = share;
}

/** Weighted mean of the source rows of cell `y`. The inner loops over every source byte of the box: several rows at a time. */
function meanRow(line: Float64Array, { data, widthPx }: PixelImage, left: number, rows: Cells, y: number): void {
  const stride = widthPx * 3;
  const length = line.length;
  const count = rows.count[y] ?? 1;
  const top = ((rows.first[y] ?? 0) * widthPx + left) * 3;
  const at = y * rows.most;
  const outer = rows.weights[at] ?? 0;
  if (count === 1) {
    for (let i = 0; i < length; i++) line[i] = (data[top + i] ?? 0) * outer;
    return;
  }
  const last = rows.weights[at + count - 1] ?? 0;
  const bottom = top + (count - 1) * stride;
  for (let i = 0; i < length; i++) line[i] = (data[top + i] ?? 0) * outer + (data[bottom + i] ?? 0) * last;
  const inner = rows.weights[at + 1] ?? 0;
  let p = top + stride;
  for (; p + 2 * stride < bottom; p += 3 * stride) {
    const q = p + stride;
    const r = q + stride;
    for (let i = 0; i < length; i++) {
      line[i] = (line[i] ?? 0) + ((data[p + i] ?? 0) + (data[q + i] ?? 0) + (data[r + i] ?? 0)) * inner;
    }
  }
  for (; p < bottom; p += stride) {
    for (let i = 0; i < length; i++) line[i] = (line[i] ?? 0) + (data[p + i] ?? 0) * inner;
  }
}

function meanColumns(out: Uint8Array, start: number, line: Float64Array, left: number, columns: Cells): void {
  const { first, count, weights, most } = columns;
  let at = start;
  for (let cell = 0; cell < first.length; cell++) {
    // A typed array truncates: the half rounds.
    let red = 0.5;
    let green = 0.5;
    let blue = 0.5;
    let from = ((first[cell] ?? 0) - left) * 3;
    const end = cell * most + (count[cell] ?? 0);
    for (let weight = cell * most; weight < end; weight++, from += 3) {
      const share = weights[weight] ?? 0;
      red += (line[from] ?? 0) * share;
      green += (line[from + 1] ?? 0) * share;
      blue += (line[from + 2] ?? 0) * share;
    }
    out[at] = red;
    out[at + 1] = green;
    out[at + 2] = blue;
    at += 3;
  }
}
