import type { Lab } from '../../src/domain/picture.ts';
import { createCanvas, type LabCanvas, paint, ramp } from './lab-canvas.ts';

export interface ChartScene {
  /** Colours of the 24 patches under D65, row by row. */
  readonly patches: readonly Lab[];
  /** Turn of the chart, radians, clockwise. */
  readonly turn?: number;
  /** Height of the chart over the picture's, default 0.6. */
  readonly size?: number;
  /** Perspective: how much nearer the right edge is than the left, and the lower than the upper; 0 is face on. */
  readonly tiltX?: number;
  readonly tiltY?: number;
  /** Shadow over the part of the chart right of this place (−1…1 over its width), as light over the lit part. */
  readonly shadow?: { readonly from: number; readonly light: number; readonly soft: number };
}

const COLUMNS = 6;
const ROWS = 4;
/** Share of a grid step that the patch fills; the rest is the black frame. */
const FILLED = 0.8;
const FRAME: Lab = { l: 14, a: 0, b: 0 };
const TABLE: Lab = { l: 62, a: 3, b: 9 };
/** The frame reaches this far beyond the outer patches, in grid steps. */
const BORDER = 0.25;

/** A 24-patch chart on a table. */
export function drawChart(size: { widthPx: number; heightPx: number }, scene: ChartScene): LabCanvas {
  const canvas = createCanvas(size.widthPx, size.heightPx);
  const step = (scene.size ?? 0.6) / ROWS;
  const { turn = 0, tiltX = 0, tiltY = 0 } = scene;
  paint(canvas, (x, y) => {
    const dx = x;
    const dy = y - 0.5;
    // From the picture back onto the chart's plane: perspective, then turn, then grid steps from the upper left corner.
    const depth = 1 - tiltX * dx - tiltY * dy;
    const px = dx / depth;
    const py = dy / depth;
    const u = (px * Math.cos(turn) + py * Math.sin(turn)) / step + COLUMNS / 2;
    const v = (-px * Math.sin(turn) + py * Math.cos(turn)) / step + ROWS / 2;
    const lab = colourAt(scene.patches, u, v);
    return { lab: lit(lab, lightAt(scene, u)), alpha: 1 };
  });
  return canvas;
}

function colourAt(patches: readonly Lab[], u: number, v: number): Lab {
  if (u < -BORDER || v < -BORDER || u > COLUMNS + BORDER || v > ROWS + BORDER) return TABLE;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const inside = Math.max(Math.abs(u - column - 0.5), Math.abs(v - row - 0.5)) < FILLED / 2;
  const onChart = column >= 0 && row >= 0 && column < COLUMNS && row < ROWS;
  return onChart && inside ? (patches[row * COLUMNS + column] ?? FRAME) : FRAME;
}

function lightAt({ shadow }: ChartScene, u: number): number {
  if (shadow === undefined) return 1;
  const place = (2 * u) / COLUMNS - 1;
  return 1 - (1 - shadow.light) * ramp(shadow.from - shadow.soft / 2, shadow.from + shadow.soft / 2, place);
}

/** The same surface under less light: X, Y, Z scale, so every Lab coordinate follows the cube root (above the linear part). */
function lit({ l, a, b }: Lab, light: number): Lab {
  const root = Math.cbrt(light);
  return { l: (l + 16) * root - 16, a: a * root, b: b * root };
}
