import type { Lab } from '../../domain/picture.ts';

/** CIE 1931 tristimulus values, 2° observer, Y = 1 for the perfect diffuser. */
export type Xyz = readonly [number, number, number];

/** CIE 15:2018, D65, 2° observer. */
export const D65: Xyz = [0.95047, 1, 1.08883];
const KNEE = (6 / 29) ** 3;
const SLOPE = (29 / 6) ** 2 / 3;

/** CIELAB under D65 (CIE 15:2018, clause 8.2.1). Light below zero, which a fitted matrix may give, counts as none. */
export function labFromXyz([x, y, z]: Xyz): Lab {
  const fx = compress(x / D65[0]);
  const fy = compress(y);
  const fz = compress(z / D65[2]);
  return { l: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz) };
}

function compress(t: number): number {
  if (t <= 0) return 4 / 29;
  return t > KNEE ? Math.cbrt(t) : SLOPE * t + 4 / 29;
}

/** Slope of the lightness curve at t. */
export function compressSlope(t: number): number {
  return t > KNEE ? 1 / (3 * Math.cbrt(t) ** 2) : SLOPE;
}
