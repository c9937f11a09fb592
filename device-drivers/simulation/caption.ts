import type { LabCanvas } from './lab-canvas.ts';
import { mix } from './lab-canvas.ts';

type Stroke = readonly (readonly [number, number])[];

/** The four characters 模拟图像 as pen strokes in a box of 16 × 16, drawn for this caption. */
const GLYPHS: readonly (readonly Stroke[])[] = [
  [
    [
      [0.5, 4.5],
      [6, 4.5],
    ],
    [
      [3.2, 0.8],
      [3.2, 15.5],
    ],
    [
      [3.1, 5],
      [0.6, 10.5],
    ],
    [
      [3.4, 6],
      [5.6, 8.6],
    ],
    [
      [6.5, 2.6],
      [15.5, 2.6],
    ],
    [
      [9, 0.8],
      [9, 4.4],
    ],
    [
      [13, 0.8],
      [13, 4.4],
    ],
    [
      [8, 5.6],
      [14, 5.6],
      [14, 10],
      [8, 10],
      [8, 5.6],
    ],
    [
      [8, 7.8],
      [14, 7.8],
    ],
    [
      [6.3, 12],
      [15.7, 12],
    ],
    [
      [11, 10],
      [10.6, 12.4],
      [9, 14.2],
      [6.4, 15.5],
    ],
    [
      [11.2, 12.2],
      [12.8, 14.2],
      [15.6, 15.5],
    ],
  ],
  [
    [
      [0.5, 4.4],
      [5.6, 4.4],
    ],
    [
      [3.2, 0.8],
      [3.2, 14.4],
      [1.6, 14.2],
    ],
    [
      [0.6, 10.4],
      [5.6, 8.6],
    ],
    [
      [7.4, 2.2],
      [7.4, 12.6],
      [10.4, 10.6],
    ],
    [
      [9.4, 2.4],
      [10.8, 5],
    ],
    [
      [14, 1],
      [13.8, 7.6],
      [12.2, 12],
      [8.6, 15.4],
    ],
    [
      [13.2, 11],
      [15.6, 15],
    ],
  ],
  [
    [
      [1.5, 1.2],
      [14.5, 1.2],
      [14.5, 15.2],
      [1.5, 15.2],
      [1.5, 1.2],
    ],
    [
      [7.2, 2.6],
      [5.8, 5],
      [3.6, 7],
    ],
    [
      [6.4, 4.2],
      [11.2, 4.2],
      [8.6, 7.4],
      [3.6, 9.8],
    ],
    [
      [5.8, 5.6],
      [8.6, 7.8],
      [12.6, 9.4],
    ],
    [
      [7, 9.6],
      [9.6, 10.8],
    ],
    [
      [5.6, 11.8],
      [10, 13.6],
    ],
  ],
  [
    [
      [4.4, 0.8],
      [2.8, 4.8],
      [0.6, 8],
    ],
    [
      [3, 5.4],
      [3, 15.5],
    ],
    [
      [8.6, 0.6],
      [7.4, 2.4],
      [5.2, 4.2],
    ],
    [
      [8, 1.8],
      [12.2, 1.8],
      [10.8, 3.8],
    ],
    [
      [6.6, 3.9],
      [14, 3.9],
      [14, 7],
      [6.6, 7],
      [6.6, 3.9],
    ],
    [
      [10.2, 3.9],
      [9.8, 7],
      [8, 8.8],
      [5.4, 10],
    ],
    [
      [9, 8.2],
      [10.8, 10.4],
      [10.8, 14.8],
      [8.8, 14.6],
    ],
    [
      [10, 9.8],
      [8, 11.4],
      [5.4, 12.6],
    ],
    [
      [10.6, 11.6],
      [8.4, 13.6],
      [5.2, 15.2],
    ],
    [
      [14.6, 8],
      [11.6, 9.8],
    ],
    [
      [11.2, 9.6],
      [13, 12.6],
      [15.7, 14.8],
    ],
  ],
];

const GLYPH_UNITS = 16;
const ADVANCE_UNITS = 18;
const PEN_UNITS = 0.62;

/** Writes 模拟图像 into the lower right corner, light on a dark plate, so that nobody takes the picture for a photo. */
export function drawCaption(canvas: LabCanvas): void {
  const unitPx = canvas.heightPx / 480 + 0.15;
  const width = (GLYPHS.length * ADVANCE_UNITS + 6) * unitPx;
  const height = (GLYPH_UNITS + 8) * unitPx;
  const left = canvas.widthPx - width - 8 * unitPx;
  const top = canvas.heightPx - height - 8 * unitPx;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(canvas.heightPx, top + height); y++) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(canvas.widthPx, left + width); x++) {
      const ink = inkAt((x + 0.5 - left) / unitPx - 4, (y + 0.5 - top) / unitPx - 4, unitPx);
      write(canvas, x, y, ink);
    }
  }
}

function write(canvas: LabCanvas, x: number, y: number, ink: number): void {
  const at = (y * canvas.widthPx + x) * 3;
  canvas.data[at] = mix(mix(canvas.data[at] ?? 0, 18, 0.78), 96, ink);
  canvas.data[at + 1] = mix((canvas.data[at + 1] ?? 0) * 0.22, 0, ink);
  canvas.data[at + 2] = mix((canvas.data[at + 2] ?? 0) * 0.22, 0, ink);
}

function inkAt(x: number, y: number, unitPx: number): number {
  const strokes = GLYPHS[Math.floor(x / ADVANCE_UNITS)];
  if (!strokes || x < 0) return 0;
  const inGlyph = x % ADVANCE_UNITS;
  let nearest = Infinity;
  for (const stroke of strokes) {
    for (let corner = 1; corner < stroke.length; corner++) {
      nearest = Math.min(nearest, distanceToLine(inGlyph, y, stroke[corner - 1] ?? [0, 0], stroke[corner] ?? [0, 0]));
    }
  }
  return Math.min(1, Math.max(0, (PEN_UNITS - nearest) * unitPx + 0.5));
}

function distanceToLine(
  x: number,
  y: number,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}
