import { linearRgbFromLab, srgbFromLinear } from '../../src/domain/colour.ts';
import type { PixelImage } from '../../src/domain/picture.ts';
import type { LabCanvas } from './lab-canvas.ts';
import { seededRandom } from './seeded-noise.ts';

/** A camera and the light before it. What it sees is drawn in CIELAB under D65; what it gives is sRGB code values. */
export interface CameraModel {
  /** What each channel takes of the scene's linear R, G, B: nine numbers, row by row; rows of sum 1 leave grey grey. */
  readonly crosstalk: readonly number[];
  /** Gain of each channel: the light's colour and the white balance together. */
  readonly gains: readonly [number, number, number];
  readonly exposure: number;
  /** Light in the corner over light in the middle. */
  readonly vignette: number;
  /** Electrons of a full pixel, which make the shot noise, and read noise in electrons. */
  readonly fullWell: number;
  readonly readNoise: number;
}

/** A kiosk camera under a 5000 K lamp: channels overlap, the picture is a little warm, corners darken. */
export const KIOSK_CAMERA: CameraModel = {
  crosstalk: [0.82, 0.16, 0.02, 0.1, 0.8, 0.1, 0.02, 0.18, 0.8],
  gains: [1.08, 1, 0.86],
  exposure: 0.92,
  vignette: 0.88,
  fullWell: 9000,
  readNoise: 6,
};

/** The picture that the camera gives of a drawing; the same for a seed. */
export function photograph(canvas: LabCanvas, camera: CameraModel, seed: number): PixelImage {
  const { widthPx, heightPx } = canvas;
  const data = new Uint8Array(widthPx * heightPx * 3);
  const random = seededRandom(seed);
  const corner = Math.hypot(widthPx, heightPx) / 2;
  for (let pixel = 0, at = 0; pixel < widthPx * heightPx; pixel++, at += 3) {
    const far = Math.hypot((pixel % widthPx) - widthPx / 2, Math.floor(pixel / widthPx) - heightPx / 2) / corner;
    const light = camera.exposure * (1 - (1 - camera.vignette) * far * far);
    const lab = { l: canvas.data[at] ?? 0, a: canvas.data[at + 1] ?? 0, b: canvas.data[at + 2] ?? 0 };
    const scene = linearRgbFromLab(lab);
    for (let channel = 0; channel < 3; channel++) {
      const seen = [0, 1, 2].reduce((sum, k) => sum + (camera.crosstalk[channel * 3 + k] ?? 0) * (scene[k] ?? 0), 0);
      const value = noisy(Math.max(0, seen) * light * (camera.gains[channel] ?? 1), camera, random);
      data[at + channel] = Math.round(255 * srgbFromLinear(value));
    }
  }
  return { widthPx, heightPx, data };
}

/** Shot noise of the electrons and read noise, both nearly normal. */
function noisy(value: number, { fullWell, readNoise }: CameraModel, random: () => number): number {
  const electrons = value * fullWell;
  return (electrons + Math.sqrt(electrons + readNoise * readNoise) * normal(random)) / fullWell;
}

/** Sum of twelve uniform numbers less 6: mean 0, variance 1. */
function normal(random: () => number): number {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += random();
  return sum;
}
