import type { Lab } from './picture.ts';

/** IEC 61966-2-1: the sRGB transfer curve for the 256 code values. */
const LINEAR_OF_CODE = Float64Array.from({ length: 256 }, (_, code) => linearFromSrgb(code / 255));

/** CIE 15:2018, D65 white point for the 2° observer, Y = 1. */
const WHITE = { x: 0.95047, z: 1.08883 };
/** CIE 15:2018, clause 8.2.1: the linear part of the lightness curve below (6/29)³. */
const KNEE = (6 / 29) ** 3;
const SLOPE = (29 / 6) ** 2 / 3;

/** sRGB value 0–1 to linear light 0–1 (IEC 61966-2-1). */
export function linearFromSrgb(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Linear light to sRGB value; clipped to 0–1 (IEC 61966-2-1). */
export function srgbFromLinear(value: number): number {
  if (value <= 0) return 0;
  if (value >= 1) return 1;
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function compress(t: number): number {
  return t > KNEE ? Math.cbrt(t) : SLOPE * t + 4 / 29;
}

function expand(f: number): number {
  return f > 6 / 29 ? f ** 3 : (f - 4 / 29) / SLOPE;
}

/** sRGB code values 0–255 (integers) to CIELAB under D65, 2° observer. */
export function labFromSrgb(red: number, green: number, blue: number): Lab {
  const r = LINEAR_OF_CODE[red] ?? 0;
  const g = LINEAR_OF_CODE[green] ?? 0;
  const b = LINEAR_OF_CODE[blue] ?? 0;
  const fx = compress((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE.x);
  const fy = compress(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const fz = compress((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / WHITE.z);
  return { l: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz) };
}

/** CIELAB (D65) to linear-light RGB, unclipped: values outside 0–1 lie outside the sRGB gamut. */
export function linearRgbFromLab(lab: Lab): readonly [number, number, number] {
  const fy = (lab.l + 16) / 116;
  const x = WHITE.x * expand(fy + lab.a / 500);
  const y = expand(fy);
  const z = WHITE.z * expand(fy - lab.b / 200);
  return [
    3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
    -0.969266 * x + 1.8760108 * y + 0.041556 * z,
    0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
  ];
}

/** CIELAB (D65) to sRGB code values 0–255, rounded and clipped. */
export function srgbFromLab(lab: Lab): readonly [number, number, number] {
  const [r, g, b] = linearRgbFromLab(lab);
  const code = (value: number) => Math.round(srgbFromLinear(value) * 255);
  return [code(r), code(g), code(b)];
}
