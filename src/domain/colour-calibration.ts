import type { Lab } from './picture.ts';
import type { AppliedCalibration } from './tongue-detail.ts';

/** Six terms of the camera's linear light to X, Y, Z: three rows of six, row by row. */
export type RootPolynomial = readonly number[];

/** How well a calibration fits its own chart. Differences are CIEDE2000. */
export interface CalibrationFit {
  readonly meanDeltaE: number;
  readonly maxDeltaE: number;
  /** Mean over patches, each predicted by a fit that has not seen it. */
  readonly leftOutDeltaE: number;
  /** Patches that entered the fit, of 24. */
  readonly patches: number;
  /** Brightest over darkest light across the chart; 1 is even. */
  readonly shading: number;
}

/**
 * Colour correction of one camera under one light: root-polynomial of the second degree (Finlayson, Mackiewicz, Hurlbert 2015)
 * from linearised sRGB code values to XYZ under D65, 2° observer. Invariant to exposure: a brighter picture gives the same
 * chromaticity and a proportionally larger Y.
 */
export interface ColourCalibration {
  readonly id: string;
  /** Which camera: driver, model and serial number. */
  readonly camera: string;
  /** Which light, in words. */
  readonly light: string;
  readonly chart: 'colorchecker-24-before-2014-11';
  readonly illuminant: 'D65';
  readonly coefficients: RootPolynomial;
  readonly fit: CalibrationFit;
  /** ISO 8601, station clock. */
  readonly madeAt: string;
  readonly expiresAt: string;
}

/** Light that a station's pictures are taken under: the instrument's lamps, or what staff say of the room. */
export const CALIBRATION_LIGHTS = ['built-in', 'room', 'daylight'] as const;
export type CalibrationLight = (typeof CALIBRATION_LIGHTS)[number];

/** Fields of a device's built-in reference in CIELAB through a calibration, 6 × 4, row by row; null where one cannot be read. */
export type ReferenceColours = readonly (Lab | null)[];

/** One look at whether camera and light are still as they were when the calibration was made. */
export interface DriftCheck {
  /** ISO 8601, station clock. */
  readonly at: string;
  /** `built-in`: the device's own reference, against itself; `chart`: the chart held by hand, against its known colours. */
  readonly by: 'built-in' | 'chart';
  /** Mean CIEDE2000. */
  readonly meanDeltaE: number;
}

/** A calibration with what was seen of it since. */
export interface KeptCalibration extends ColourCalibration {
  /** How the built-in reference looked when the calibration was made; null where the device has none. */
  readonly reference: ReferenceColours | null;
  readonly lastCheck: DriftCheck | null;
}

/** What a capture and a finding keep of the calibration behind them. */
export function appliedCalibration({ id, light, fit, madeAt, expiresAt }: ColourCalibration): AppliedCalibration {
  return { id, light, meanDeltaE: fit.meanDeltaE, maxDeltaE: fit.maxDeltaE, madeAt, expiresAt };
}

/**
 * A calibration must not add more than holding the tongue differently does: changes of posture alone give a mean CIEDE2000 of
 * 2.85 (PMC10981547).
 */
export const MOST_MEAN_DELTA_E = 2.85;
/** One patch off by more than this is a patch misread or a light of another colour. */
export const MOST_DELTA_E = 9;
/** Lamps age and dust settles. No standard of a number is known to the project: a month, as for other instruments of the room. */
export const VALID_DAYS = 30;

export type CalibrationState = 'valid' | 'expired' | 'poor' | 'drifted' | 'other-camera' | 'none';

/** Camera and light have moved by no more than a calibration may be off. */
export function isWithinDrift({ meanDeltaE }: Pick<DriftCheck, 'meanDeltaE'>): boolean {
  return meanDeltaE <= MOST_MEAN_DELTA_E;
}

/** Whether a calibration may be used for a camera at a time. */
export function calibrationState(
  calibration: (ColourCalibration & Partial<Pick<KeptCalibration, 'lastCheck'>>) | null,
  camera: string,
  nowMs: number,
): CalibrationState {
  if (calibration === null) return 'none';
  if (calibration.camera !== camera) return 'other-camera';
  if (!isGoodFit(calibration.fit)) return 'poor';
  if (calibration.lastCheck && !isWithinDrift(calibration.lastCheck)) return 'drifted';
  return nowMs < Date.parse(calibration.expiresAt) ? 'valid' : 'expired';
}

export function isGoodFit({ meanDeltaE, maxDeltaE }: CalibrationFit): boolean {
  return meanDeltaE <= MOST_MEAN_DELTA_E && maxDeltaE <= MOST_DELTA_E;
}
