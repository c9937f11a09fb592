import type { LabPlanes } from '../colour/lab-planes.ts';
import { boxBlur } from '../picture/box-blur.ts';
import { components } from '../picture/mask-operations.ts';
import type { Point } from '../picture/polygon.ts';

/** A part of the picture of one colour, shaped like a parallelogram. */
export interface FlatPatch {
  readonly centre: Point;
  readonly areaPx: number;
}

/** Side lengths over the picture's longer side between which a patch of the chart lies. */
const LEAST_SIDE = 0.012;
const MOST_SIDE = 0.16;
/** Area over 12·√det of the second moments is 1 for every parallelogram, 1.05 for an ellipse, less for ragged shapes. */
const FORM = { from: 0.82, to: 1.1 };
/** A square seen from the side is not narrower than this: ratio of the axes. */
const MOST_STRETCH = 3;

/** Parts where neighbouring Lab values differ by less than `tolerance`, of the size and form of a chart's patch. */
export function flatPatches(planes: LabPlanes, tolerance: number): readonly FlatPatch[] {
  const { widthPx, heightPx } = planes;
  const flat = flatness(planes, tolerance);
  const { labels, areas } = components(flat, planes);
  const long = Math.max(widthPx, heightPx);
  const moments = new Float64Array(areas.length * 5);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const label = labels[pixel] ?? 0;
    if (label === 0) continue;
    const x = pixel % widthPx;
    const y = (pixel / widthPx) | 0;
    const at = label * 5;
    moments[at] = (moments[at] ?? 0) + x;
    moments[at + 1] = (moments[at + 1] ?? 0) + y;
    moments[at + 2] = (moments[at + 2] ?? 0) + x * x;
    moments[at + 3] = (moments[at + 3] ?? 0) + x * y;
    moments[at + 4] = (moments[at + 4] ?? 0) + y * y;
  }
  return areas.flatMap((area, label): FlatPatch[] => {
    if (label === 0 || area < (LEAST_SIDE * long) ** 2 || area > (MOST_SIDE * long) ** 2) return [];
    const patch = patchOf(moments.subarray(label * 5, label * 5 + 5), area);
    return patch === null ? [] : [patch];
  });
}

function patchOf(sums: Float64Array, area: number): FlatPatch | null {
  const [sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0] = Array.from(sums, (sum) => sum / area);
  // A pixel is a square of its own: 1/12.
  const xx = sxx - sx * sx + 1 / 12;
  const yy = syy - sy * sy + 1 / 12;
  const xy = sxy - sx * sy;
  const determinant = xx * yy - xy * xy;
  if (determinant <= 0) return null;
  const form = area / (12 * Math.sqrt(determinant));
  const half = Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
  const stretch = Math.sqrt(((xx + yy) / 2 + half) / Math.max(1e-9, (xx + yy) / 2 - half));
  const fits = form >= FORM.from && form <= FORM.to && stretch <= MOST_STRETCH;
  return fits ? { centre: [sx + 0.5, sy + 0.5], areaPx: area } : null;
}

/** 1 where no channel changes by the tolerance over two pixels, in a picture smoothed against noise. */
function flatness(planes: LabPlanes, tolerance: number): Uint8Array {
  const { widthPx, heightPx } = planes;
  const flat = new Uint8Array(widthPx * heightPx);
  const channels = [planes.l, planes.a, planes.b].map((plane) => boxBlur(plane, widthPx, heightPx, 1));
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      let greatest = 0;
      for (const plane of channels) {
        const dx = Math.abs((plane[at + 1] ?? 0) - (plane[at - 1] ?? 0));
        const dy = Math.abs((plane[at + widthPx] ?? 0) - (plane[at - widthPx] ?? 0));
        greatest = Math.max(greatest, dx, dy);
      }
      if (greatest < tolerance) flat[at] = 1;
    }
  }
  return flat;
}
