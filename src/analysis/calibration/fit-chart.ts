import type { CalibrationFit, RootPolynomial } from '../../domain/colour-calibration.ts';
import { deltaE2000 } from '../colour/delta-e.ts';
import { smoothLight } from './chart-light.ts';
import type { PatchReading } from './chart-reading.ts';
import { CHART_COLUMNS, CHART_XYZ, patchName } from './chart-reference.ts';
import { applyRootPolynomial, fitRootPolynomial, type LinearRgb, type Sample } from './root-polynomial.ts';
import { labFromXyz, type Xyz } from './xyz.ts';

export interface ChartFit {
  readonly coefficients: RootPolynomial;
  readonly fit: CalibrationFit;
  /** The patches used, by their index on the chart, as if the light on all of them were the mean light. */
  readonly samples: readonly { readonly index: number; readonly rgb: LinearRgb }[];
  /** Names of the patches left out, and why. */
  readonly leftOut: readonly { readonly patch: string; readonly why: 'clipped' | 'uneven' | 'outlier' }[];
}

/** An edge of shadow through a patch, or a scratch: noise of a webcam stays below a third of it. */
const MOST_UNEVEN = 0.16;
/** 18 unknowns: with fewer patches there is nothing left to judge the fit by. */
const LEAST_PATCHES = 15;
/** A patch this far off while the others fit is misread; at most so many are given up. */
const OUTLIER_DELTA_E = 8;
const OUTLIER_TIMES_MEAN = 3.5;
const MOST_OUTLIERS = 4;
const FREE_ROUNDS = 12;
const SMOOTH_ROUNDS = 10;

interface Patch {
  readonly index: number;
  readonly rgb: LinearRgb;
  readonly xyz: Xyz;
  /** −1…1 over the chart. */
  readonly place: readonly [number, number];
}

/**
 * Fits the camera's colours to the chart: the light on each patch is first left free, so that shadow does not bend the colours,
 * then smoothed into a surface with at most one step, and colours and light are fitted in turn. Null when too few patches can be
 * used.
 */
export function fitChart(readings: readonly PatchReading[]): ChartFit | null {
  const leftOut: ChartFit['leftOut'][number][] = [];
  let patches = readings.flatMap(({ rgb, clipped, unevenness }, index): Patch[] => {
    if (clipped || unevenness > MOST_UNEVEN) {
      leftOut.push({ patch: patchName(index), why: clipped ? 'clipped' : 'uneven' });
      return [];
    }
    const column = (index % CHART_COLUMNS) / 2.5 - 1;
    const row = Math.floor(index / CHART_COLUMNS) / 1.5 - 1;
    return [{ index, rgb, xyz: CHART_XYZ[index] ?? [0, 0, 0], place: [column, row] }];
  });
  for (let round = 0; round <= MOST_OUTLIERS; round++) {
    const fitted = fitPatches(patches);
    if (fitted === null) return null;
    const worst = worstOf(fitted.errors);
    const mean = meanOf(fitted.errors);
    const isOutlier = worst.value > Math.max(OUTLIER_DELTA_E, OUTLIER_TIMES_MEAN * mean);
    if (!isOutlier || round === MOST_OUTLIERS) return { ...summary(patches, fitted), leftOut };
    leftOut.push({ patch: patchName(patches[worst.at]?.index ?? 0), why: 'outlier' });
    patches = patches.filter((_, at) => at !== worst.at);
  }
  return null;
}

interface Fitted {
  readonly coefficients: RootPolynomial;
  readonly light: Float64Array;
  readonly errors: readonly number[];
}

function fitPatches(patches: readonly Patch[]): Fitted | null {
  if (patches.length < LEAST_PATCHES) return null;
  let light = new Float64Array(patches.length).fill(1);
  let coefficients = fitRootPolynomial(samplesOf(patches, light));
  const places = patches.map(({ place }) => place);
  for (let round = 0; round < FREE_ROUNDS + SMOOTH_ROUNDS && coefficients !== null; round++) {
    const logs = freeLogs(patches, coefficients);
    light = round < FREE_ROUNDS ? Float64Array.from(logs, Math.exp) : Float64Array.from(smoothLight(logs, places));
    coefficients = fitRootPolynomial(samplesOf(patches, light));
  }
  if (coefficients === null) return null;
  const fitted = coefficients;
  return { coefficients: fitted, light, errors: patches.map((patch, at) => errorOf(fitted, patch, light[at] ?? 1)) };
}

function samplesOf(patches: readonly Patch[], light: Float64Array): readonly Sample[] {
  return patches.map(({ rgb, xyz }, at) => ({ rgb, xyz, light: light[at] ?? 1 }));
}

/** Natural logarithm of the light that each patch would need to have its own Y, mean 0; light to dark at most 8 : 1. */
function freeLogs(patches: readonly Patch[], coefficients: RootPolynomial): number[] {
  const logs = patches.map(({ rgb, xyz }) => {
    const ratio = Math.max(1e-4, applyRootPolynomial(coefficients, rgb)[1]) / xyz[1];
    return Math.max(-1.5, Math.min(1.5, Math.log(ratio)));
  });
  const mean = meanOf(logs);
  return logs.map((value) => value - mean);
}

const evenly = ([r, g, b]: LinearRgb, light: number): LinearRgb => [r / light, g / light, b / light];

function errorOf(coefficients: RootPolynomial, { rgb, xyz }: Patch, light: number): number {
  return deltaE2000(labFromXyz(applyRootPolynomial(coefficients, evenly(rgb, light))), labFromXyz(xyz));
}

function summary(patches: readonly Patch[], { coefficients, light, errors }: Fitted): Omit<ChartFit, 'leftOut'> {
  return {
    coefficients,
    samples: patches.map(({ index, rgb }, at) => ({ index, rgb: evenly(rgb, light[at] ?? 1) })),
    fit: {
      meanDeltaE: meanOf(errors),
      maxDeltaE: Math.max(...errors),
      leftOutDeltaE: meanOf(patches.map((patch, at) => leftOutError(patches, light, patch, at))),
      patches: patches.length,
      shading: Math.max(...light) / Math.min(...light),
    },
  };
}

function leftOutError(patches: readonly Patch[], light: Float64Array, patch: Patch, at: number): number {
  const others = fitRootPolynomial(samplesOf(patches, light).filter((_, other) => other !== at));
  return others === null ? Number.NaN : errorOf(others, patch, light[at] ?? 1);
}

function worstOf(errors: readonly number[]): { at: number; value: number } {
  const value = Math.max(...errors);
  return { at: errors.indexOf(value), value };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
