import { linearFromSrgb } from '../../domain/colour.ts';
import type { PixelImage } from '../../domain/picture.ts';
import { labCurve } from './lab-curve.ts';

/** L*, a*, b* per pixel (D65, 2° observer), row by row. */
export interface LabPlanes {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** The nine products of a code value's linear light with the sRGB → XYZ/white matrix (IEC 61966-2-1; CIE 15, D65). */
const TABLE = {
  xr: column(0.4124564 / 0.95047),
  xg: column(0.3575761 / 0.95047),
  xb: column(0.1804375 / 0.95047),
  yr: column(0.2126729),
  yg: column(0.7151522),
  yb: column(0.072175),
  zr: column(0.0193339 / 1.08883),
  zg: column(0.119192 / 1.08883),
  zb: column(0.9503041 / 1.08883),
};

function column(weight: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, code) => weight * linearFromSrgb(code / 255));
}

/** CIELAB of every pixel, by tables; agrees with `labFromSrgb` within 0.05 (the table is coarsest near black). */
export function labPlanes(image: PixelImage): LabPlanes {
  const count = image.widthPx * image.heightPx;
  const l = new Float32Array(count);
  const a = new Float32Array(count);
  const b = new Float32Array(count);
  const { xr, xg, xb, yr, yg, yb, zr, zg, zb } = TABLE;
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += 3) {
    const red = image.data[at] ?? 0;
    const green = image.data[at + 1] ?? 0;
    const blue = image.data[at + 2] ?? 0;
    const fx = labCurve((xr[red] ?? 0) + (xg[green] ?? 0) + (xb[blue] ?? 0));
    const fy = labCurve((yr[red] ?? 0) + (yg[green] ?? 0) + (yb[blue] ?? 0));
    const fz = labCurve((zr[red] ?? 0) + (zg[green] ?? 0) + (zb[blue] ?? 0));
    l[pixel] = 116 * fy - 16;
    a[pixel] = 500 * (fx - fy);
    b[pixel] = 200 * (fy - fz);
  }
  return { widthPx: image.widthPx, heightPx: image.heightPx, l, a, b };
}
