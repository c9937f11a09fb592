import { appliedCalibration, type ColourCalibration, isGoodFit, VALID_DAYS } from '../../domain/colour-calibration.ts';
import type { PixelImage } from '../../domain/picture.ts';
import { AnalysisError } from '../analysis-error.ts';
import { calibratedImage } from './calibrated-image.ts';
import { calibratedPlanes } from './calibrated-planes.ts';
import type { ColourBasis } from './colour-basis.ts';
import { type FoundChart, findChart } from './find-chart.ts';

const DAY_MS = 86_400_000;

export interface CalibrationRequest {
  readonly id: string;
  readonly camera: string;
  readonly light: string;
  readonly nowMs: number;
}

export interface NewCalibration {
  readonly calibration: ColourCalibration;
  /** Where the patches lie in the picture and which were left out. */
  readonly chart: FoundChart;
  /** False: kept to be looked at, never used. */
  readonly usable: boolean;
}

/** Reads the chart in a picture and makes the camera's calibration from it. Throws `analysis/chart-not-found`. */
export function calibrate(image: PixelImage, { id, camera, light, nowMs }: CalibrationRequest): NewCalibration {
  const chart = findChart(image);
  if (chart === null)
    throw new AnalysisError('analysis/chart-not-found', 'no 24-patch colour chart was found in the picture');
  const calibration: ColourCalibration = {
    id,
    camera,
    light,
    chart: 'colorchecker-24-before-2014-11',
    illuminant: 'D65',
    coefficients: chart.coefficients,
    fit: chart.fit,
    madeAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + VALID_DAYS * DAY_MS).toISOString(),
  };
  return { calibration, chart, usable: isGoodFit(chart.fit) };
}

/** A calibration as the analysis applies it and as the finding names it. */
export function colourBasis(calibration: ColourCalibration): ColourBasis {
  const { coefficients } = calibration;
  return {
    applied: appliedCalibration(calibration),
    toLab: calibratedPlanes(coefficients),
    toSrgb: calibratedImage(coefficients),
  };
}
