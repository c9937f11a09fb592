import { srgbFromLab } from '../../src/domain/colour.ts';
import type { Lab, PixelImage } from '../../src/domain/picture.ts';

/** A drawing surface in CIELAB. Units: the picture's height is 1, x runs from the middle, y from the top. */
export interface LabCanvas {
  readonly widthPx: number;
  readonly heightPx: number;
  /** l, a, b per pixel, row by row. */
  readonly data: Float32Array;
}

/** Colour and opacity (0–1) of one layer at a point; null leaves the point as it is. */
export type Layer = (x: number, y: number) => { readonly lab: Lab; readonly alpha: number } | null;

export function createCanvas(widthPx: number, heightPx: number): LabCanvas {
  return { widthPx, heightPx, data: new Float32Array(widthPx * heightPx * 3) };
}

/** Centre of a pixel in drawing units. */
export function pixelCentre(canvas: LabCanvas, pixel: number): readonly [number, number] {
  const x = pixel % canvas.widthPx;
  const y = Math.floor(pixel / canvas.widthPx);
  return [(x + 0.5 - canvas.widthPx / 2) / canvas.heightPx, (y + 0.5) / canvas.heightPx];
}

/** Lays one layer over everything painted before. */
export function paint(canvas: LabCanvas, layer: Layer): void {
  const { data } = canvas;
  for (let pixel = 0; pixel < canvas.widthPx * canvas.heightPx; pixel++) {
    const [x, y] = pixelCentre(canvas, pixel);
    const drop = layer(x, y);
    if (!drop || drop.alpha <= 0) continue;
    const alpha = Math.min(1, drop.alpha);
    const at = pixel * 3;
    data[at] = mix(data[at] ?? 0, drop.lab.l, alpha);
    data[at + 1] = mix(data[at + 1] ?? 0, drop.lab.a, alpha);
    data[at + 2] = mix(data[at + 2] ?? 0, drop.lab.b, alpha);
  }
}

/** Mean colour where `mask` is non-zero. */
export function meanLab(canvas: LabCanvas, mask: Uint8Array): Lab {
  const sum = [0, 0, 0];
  let count = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (!mask[pixel]) continue;
    count++;
    for (let channel = 0; channel < 3; channel++)
      sum[channel] = (sum[channel] ?? 0) + (canvas.data[pixel * 3 + channel] ?? 0);
  }
  const [l = 0, a = 0, b = 0] = sum.map((value) => value / Math.max(1, count));
  return { l, a, b };
}

/** 255 where the point belongs to the region. */
export function regionMask(canvas: LabCanvas, belongs: (x: number, y: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: canvas.widthPx * canvas.heightPx }, (_, pixel) =>
    belongs(...pixelCentre(canvas, pixel)) ? 255 : 0,
  );
}

export function toPixelImage(canvas: LabCanvas): PixelImage {
  const data = new Uint8Array(canvas.data.length);
  for (let at = 0; at < data.length; at += 3) {
    data.set(srgbFromLab({ l: canvas.data[at] ?? 0, a: canvas.data[at + 1] ?? 0, b: canvas.data[at + 2] ?? 0 }), at);
  }
  return { widthPx: canvas.widthPx, heightPx: canvas.heightPx, data };
}

export function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

export function shade(lab: Lab, lightness: number, red = 0, yellow = 0): Lab {
  return { l: lab.l + lightness, a: lab.a + red, b: lab.b + yellow };
}

/** 0 below `from`, 1 above `to`, smooth between (either order). */
export function ramp(from: number, to: number, value: number): number {
  const t = Math.min(Math.max((value - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
}

/** Soft round spot, 1 in the middle. */
export function spot(x: number, y: number, radiusX: number, radiusY: number): number {
  return Math.exp(-((x / radiusX) ** 2 + (y / radiusY) ** 2));
}

/** Lamé radius: below 1 inside a rounded box of the given half axes, 1 on its border. */
export function lame(x: number, y: number, halfX: number, halfY: number, power: number): number {
  return (Math.abs(x / halfX) ** power + Math.abs(y / halfY) ** power) ** (1 / power);
}

/** Opacity of a shape whose Lamé radius is given: a soft border `softness` wide, in units of the radius. */
export function cover(radius: number, softness: number): number {
  return ramp(1 + softness, 1 - softness, radius);
}
