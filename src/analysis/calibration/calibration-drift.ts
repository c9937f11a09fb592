import type { ColourCalibration, ReferenceColours } from '../../domain/colour-calibration.ts';
import type { PixelImage } from '../../domain/picture.ts';
import { AnalysisError } from '../analysis-error.ts';
import { deltaE2000 } from '../colour/delta-e.ts';
import { CHART_XYZ } from './chart-reference.ts';
import { findChart } from './find-chart.ts';
import { applyRootPolynomial } from './root-polynomial.ts';
import { labFromXyz, type Xyz } from './xyz.ts';

/** So many fields must be readable in both pictures: a quarter of the grid. */
const LEAST_FIELDS = 6;

/**
 * Mean CIEDE2000 of a device's built-in reference between how it looked when the calibration was made and now. The reference lies
 * still before its own lamp, so that weaker light counts as well as another colour. Null where too little can be read.
 */
export function referenceDrift(then: ReferenceColours, now: ReferenceColours): number | null {
  const differences = then.flatMap((before, at) => {
    const after = now[at] ?? null;
    return before === null || after === null ? [] : [deltaE2000(before, after)];
  });
  return differences.length < LEAST_FIELDS ? null : mean(differences);
}

/**
 * Mean CIEDE2000 that an older calibration leaves on a chart photographed now. The chart is held by hand, a little nearer or farther
 * than before: one factor of brightness over all patches is free. Throws `analysis/chart-not-found`.
 */
export function chartDrift(image: PixelImage, { coefficients }: ColourCalibration): number {
  const chart = findChart(image);
  if (chart === null)
    throw new AnalysisError('analysis/chart-not-found', 'no 24-patch colour chart was found in the picture');
  const seen = chart.samples.map(({ index, rgb }) => ({
    known: CHART_XYZ[index] ?? ([0, 0, 0] as const),
    xyz: applyRootPolynomial(coefficients, rgb),
  }));
  const brightness = sum(seen.map(({ known, xyz }) => known[1] * xyz[1])) / sum(seen.map(({ xyz }) => xyz[1] ** 2));
  return mean(seen.map(({ known, xyz }) => deltaE2000(labFromXyz(scaled(xyz, brightness)), labFromXyz(known))));
}

const scaled = ([x, y, z]: Xyz, factor: number): Xyz => [x * factor, y * factor, z * factor];
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length);
