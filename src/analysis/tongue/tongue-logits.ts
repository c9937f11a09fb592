import type { Box, PixelMask } from '../../domain/picture.ts';
import { components } from '../picture/mask-operations.ts';
import { MODEL_PX, type ModelView } from './model-view.ts';

const SQUARE = { widthPx: MODEL_PX, heightPx: MODEL_PX };
/** What a cell is set to that is cleaned away or filled: weak, so that the edge beside it hardly moves. */
const WEAK = 0.5;

/**
 * The model's logits with one tongue in them: every part but the largest, and all that lies outside the shown picture,
 * turned negative; holes (shine, teeth marks of light) turned positive.
 */
export function cleanLogits(logits: Float32Array, view: ModelView): Float32Array {
  const cleaned = hideUnshown(logits, view);
  keepLargest(cleaned);
  fillEnclosed(cleaned);
  return cleaned;
}

function hideUnshown(logits: Float32Array, { left, top, width, height }: ModelView): Float32Array {
  const shown = new Float32Array(logits.length).fill(-WEAK);
  for (let y = top; y < top + height; y++) {
    const start = y * MODEL_PX + left;
    shown.set(logits.subarray(start, start + width), start);
  }
  return shown;
}

function keepLargest(logits: Float32Array): void {
  const { labels, areas } = components(cellsWhere(logits, 1, 0), SQUARE);
  const largest = areas.indexOf(Math.max(...areas));
  for (let cell = 0; cell < logits.length; cell++) {
    const label = labels[cell] ?? 0;
    if (label > 0 && label !== largest) logits[cell] = -WEAK;
  }
}

/** A part below zero that does not reach the square's border and is not the largest of its kind lies inside the tongue. */
function fillEnclosed(logits: Float32Array): void {
  const { labels, areas } = components(cellsWhere(logits, 0, 1), SQUARE);
  const enclosed = new Uint8Array(areas.length).fill(1);
  enclosed[0] = 0;
  for (let step = 0; step < MODEL_PX; step++) {
    for (const cell of [step, logits.length - 1 - step, step * MODEL_PX, step * MODEL_PX + MODEL_PX - 1]) {
      enclosed[labels[cell] ?? 0] = 0;
    }
  }
  for (let cell = 0; cell < logits.length; cell++) if (enclosed[labels[cell] ?? 0]) logits[cell] = WEAK;
}

function cellsWhere(logits: Float32Array, positive: 0 | 1, other: 0 | 1): Uint8Array {
  const out = new Uint8Array(logits.length);
  for (let cell = 0; cell < out.length; cell++) out[cell] = (logits[cell] ?? 0) > 0 ? positive : other;
  return out;
}

/** Cells above zero: smallest box in cells of the square, null where there are none. */
export function positiveBox(logits: Float32Array): Box | null {
  let left = MODEL_PX;
  let top = MODEL_PX;
  let right = -1;
  let bottom = -1;
  for (let cell = 0; cell < logits.length; cell++) {
    if (!((logits[cell] ?? 0) > 0)) continue;
    const x = cell % MODEL_PX;
    const y = (cell / MODEL_PX) | 0;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * The mask at the picture's own size: logits interpolated linearly at every pixel's centre, above zero 255. Past the
 * outermost centres of the shown part the border cell's value holds, so that a tongue which leaves the picture reaches
 * its border.
 */
export function maskFromLogits(
  logits: Float32Array,
  view: ModelView,
  size: { readonly widthPx: number; readonly heightPx: number },
): PixelMask {
  const { widthPx, heightPx } = size;
  const mask = { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx) };
  const box = positiveBox(logits);
  if (!box) return mask;
  const columns = samples(view.box.x, view.box.width, view.left, view.width, box.x, box.width, widthPx);
  const rows = samples(view.box.y, view.box.height, view.top, view.height, box.y, box.height, heightPx);
  for (let y = rows.from; y < rows.to; y++) {
    const above = (rows.first[y - rows.from] ?? 0) * MODEL_PX;
    const below = (rows.second[y - rows.from] ?? 0) * MODEL_PX;
    const share = rows.share[y - rows.from] ?? 0;
    for (let x = columns.from; x < columns.to; x++) {
      const near = columns.first[x - columns.from] ?? 0;
      const far = columns.second[x - columns.from] ?? 0;
      const part = columns.share[x - columns.from] ?? 0;
      const upper = (logits[above + near] ?? 0) * (1 - part) + (logits[above + far] ?? 0) * part;
      const lower = (logits[below + near] ?? 0) * (1 - part) + (logits[below + far] ?? 0) * part;
      if (upper * (1 - share) + lower * share > 0) mask.data[y * widthPx + x] = 255;
    }
  }
  return mask;
}

/** For the pixels `from` up to `to` of one direction: the two cells that surround each, and the second one's share. */
interface Samples {
  readonly from: number;
  readonly to: number;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Float32Array;
}

function samples(
  boxFrom: number,
  boxLength: number,
  viewFrom: number,
  viewLength: number,
  cellFrom: number,
  cells: number,
  pixels: number,
): Samples {
  const perPixel = viewLength / boxLength;
  const pixelAt = (cell: number) => boxFrom + (cell - viewFrom) / perPixel;
  const from = Math.min(pixels, Math.max(0, Math.floor(boxFrom), Math.floor(pixelAt(cellFrom - 1))));
  const to = Math.max(from, Math.min(pixels, Math.ceil(boxFrom + boxLength), Math.ceil(pixelAt(cellFrom + cells + 1))));
  const last = viewFrom + viewLength - 1;
  const place = (pixel: number) =>
    Math.min(last, Math.max(viewFrom, viewFrom + (pixel + 0.5 - boxFrom) * perPixel - 0.5));
  const places = Float64Array.from({ length: to - from }, (_, index) => place(from + index));
  const first = Int32Array.from(places, Math.floor);
  const second = first.map((cell) => Math.min(last, cell + 1));
  return { from, to, first, second, share: Float32Array.from(places, (value, index) => value - (first[index] ?? 0)) };
}
