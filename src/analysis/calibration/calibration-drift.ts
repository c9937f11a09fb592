import { type ColourCalibration, MOST_MEAN_DELTA_E } from '../../domain/colour-calibration.ts';
import type { Lab } from '../../domain/picture.ts';
import { deltaE2000 } from '../colour/delta-e.ts';
import { applyRootPolynomial, type LinearRgb } from './root-polynomial.ts';
import { labFromXyz } from './xyz.ts';

export interface CalibrationDrift {
  /** Mean CIEDE2000 between the reference then and now. */
  readonly meanDeltaE: number;
  /** False: the calibration may no longer be used. */
  readonly within: boolean;
}

/** What a device's built-in reference looks like through a calibration; taken once when it is made. */
export function referenceColours(calibration: ColourCalibration, readings: readonly LinearRgb[]): readonly Lab[] {
  return readings.map((rgb) => labFromXyz(applyRootPolynomial(calibration.coefficients, rgb)));
}

/**
 * Compares the device's built-in reference with how it looked when the calibration was made. The camera or its light has drifted when
 * it has moved by more than a calibration may be off.
 */
export function checkDrift(then: readonly Lab[], now: readonly Lab[]): CalibrationDrift {
  const differences = then.map((lab, at) => deltaE2000(lab, now[at] ?? lab));
  const meanDeltaE = differences.reduce((sum, value) => sum + value, 0) / Math.max(1, differences.length);
  return { meanDeltaE, within: then.length === now.length && meanDeltaE <= MOST_MEAN_DELTA_E };
}
