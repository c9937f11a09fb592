import type { Lab } from '../../domain/picture.ts';
import { adaptD50ToD65, xyzFromLabD50 } from './bradford.ts';
import type { Xyz } from './xyz.ts';

export const CHART_COLUMNS = 6;
export const CHART_ROWS = 4;

/** CIELAB under D50 of the 24-patch chart made before November 2014, row by row (`ColorChecker.cie` of ArgyllCMS). */
const LAB_D50: readonly (readonly [number, number, number])[] = [
  [37.99, 13.56, 14.06],
  [65.71, 18.13, 17.81],
  [49.93, -4.88, -21.93],
  [43.14, -13.1, 21.91],
  [55.11, 8.84, -25.4],
  [70.72, -33.4, -0.2],
  [62.66, 36.07, 57.1],
  [40.02, 10.41, -45.96],
  [51.12, 48.24, 16.25],
  [30.33, 22.98, -21.59],
  [72.53, -23.71, 57.26],
  [71.94, 19.36, 67.86],
  [28.78, 14.18, -50.3],
  [55.26, -38.34, 31.37],
  [42.1, 53.38, 28.19],
  [81.73, 4.04, 79.82],
  [51.94, 49.99, -14.57],
  [51.04, -28.63, -28.64],
  [96.54, -0.43, 1.19],
  [81.26, -0.64, -0.34],
  [66.77, -0.73, -0.5],
  [50.87, -0.15, -0.27],
  [35.66, -0.42, -1.23],
  [20.46, -0.08, -0.97],
];

export const PATCHES = LAB_D50.length;

/** What each patch is under D65, row by row from the upper left: adapted by Bradford, never mixed with the D50 values. */
export const CHART_XYZ: readonly Xyz[] = LAB_D50.map(([l, a, b]) => adaptD50ToD65(xyzFromLabD50({ l, a, b } as Lab)));

/** A patch's name on the chart: A1 to D6. */
export function patchName(index: number): string {
  return `${'ABCD'[Math.floor(index / CHART_COLUMNS)] ?? '?'}${(index % CHART_COLUMNS) + 1}`;
}
