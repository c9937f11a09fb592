import type { Lab } from '../../domain/picture.ts';
import type { Xyz } from './xyz.ts';

/** CIE 15:2018, D50, 2° observer. */
const D50: Xyz = [0.96422, 1, 0.82521];
/** Bradford adaptation from D50 to D65 (Lam 1985; matrix as tabulated by B. Lindbloom). */
const D50_TO_D65 = [
  [0.9555766, -0.0230393, 0.0631636],
  [-0.0282895, 1.0099416, 0.0210077],
  [0.0122982, -0.020483, 1.3299098],
] as const;

export function xyzFromLabD50({ l, a, b }: Lab): Xyz {
  const fy = (l + 16) / 116;
  return [D50[0] * expand(fy + a / 500), expand(fy), D50[2] * expand(fy - b / 200)];
}

/** The same surface's tristimulus values under D65. */
export function adaptD50ToD65([x, y, z]: Xyz): Xyz {
  const row = (index: 0 | 1 | 2) => D50_TO_D65[index][0] * x + D50_TO_D65[index][1] * y + D50_TO_D65[index][2] * z;
  return [row(0), row(1), row(2)];
}

function expand(f: number): number {
  return f > 6 / 29 ? f ** 3 : ((f - 4 / 29) * 3) / (29 / 6) ** 2;
}
