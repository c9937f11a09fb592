import type { RootPolynomial } from '../../domain/colour-calibration.ts';
import { NormalEquations } from './solve-linear.ts';
import { compressSlope, D65, type Xyz } from './xyz.ts';

/** Linear light of the three channels, 0–1. */
export type LinearRgb = readonly [number, number, number];

export const TERMS = 6;
/** CIEDE2000's weight of chroma: a saturated patch may be off by more before it is seen. */
const CHROMA_WEIGHT = 0.045;
/** Keeps terms that the chart hardly tells apart from running off; far below any patch's own weight. */
const RIDGE = 1e-3;

/** R, G, B and the square roots of their products: all of the first degree, so exposure only scales them. */
export function rootTerms([r, g, b]: LinearRgb): readonly [number, number, number, number, number, number] {
  return [r, g, b, Math.sqrt(r * g), Math.sqrt(r * b), Math.sqrt(g * b)];
}

export function applyRootPolynomial(coefficients: RootPolynomial, rgb: LinearRgb): Xyz {
  const terms = rootTerms(rgb);
  const row = (channel: number) =>
    terms.reduce((sum, term, index) => sum + term * (coefficients[channel * TERMS + index] ?? 0), 0);
  return [row(0), row(1), row(2)];
}

export interface Sample {
  readonly rgb: LinearRgb;
  readonly xyz: Xyz;
  /** Light on this sample over the mean light. */
  readonly light: number;
}

/**
 * The 6 × 3 matrix that minimises the colour differences of the samples: least squares in CIELAB, linearised at each sample's known
 * colour, with chroma weighed as in CIEDE2000. Null for too few or degenerate samples.
 */
export function fitRootPolynomial(samples: readonly Sample[]): RootPolynomial | null {
  const equations = new NormalEquations(3 * TERMS);
  const row = new Float64Array(3 * TERMS);
  for (const { rgb, xyz, light } of samples) {
    const terms = rootTerms(rgb).map((term) => term / light);
    for (const gradient of labGradients(xyz)) {
      let value = 0;
      for (let channel = 0; channel < 3; channel++) {
        value += (gradient[channel] ?? 0) * (xyz[channel] ?? 0);
        for (let term = 0; term < TERMS; term++)
          row[channel * TERMS + term] = (gradient[channel] ?? 0) * (terms[term] ?? 0);
      }
      equations.add(row, value);
    }
  }
  const solution = equations.solve(RIDGE);
  return solution === null ? null : Array.from(solution);
}

/** How L*, and a* and b* with their weight, change with X, Y and Z at a colour. */
function labGradients([x, y, z]: Xyz): readonly (readonly [number, number, number])[] {
  const fx = compressSlope(x / D65[0]) / D65[0];
  const fy = compressSlope(y);
  const fz = compressSlope(z / D65[2]) / D65[2];
  const chroma = Math.hypot(500 * (Math.cbrt(x / D65[0]) - Math.cbrt(y)), 200 * (Math.cbrt(y) - Math.cbrt(z / D65[2])));
  const weight = 1 / (1 + CHROMA_WEIGHT * chroma);
  return [
    [0, 116 * fy, 0],
    [500 * fx * weight, -500 * fy * weight, 0],
    [0, 200 * fy * weight, -200 * fz * weight],
  ];
}
