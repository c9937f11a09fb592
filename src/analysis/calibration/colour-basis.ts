import type { PixelImage } from '../../domain/picture.ts';
import type { AppliedCalibration } from '../../domain/tongue-detail.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';

/** A valid calibration of the camera that took the picture. */
export interface ColourBasis {
  readonly applied: AppliedCalibration;
  readonly toLab: (image: PixelImage) => LabPlanes;
  /** The same correction as sRGB pixels. */
  readonly toSrgb: (image: PixelImage) => PixelImage;
}
