import { linearFromSrgb, srgbFromLinear } from '../../domain/colour.ts';
import type { RootPolynomial } from '../../domain/colour-calibration.ts';
import type { PixelImage } from '../../domain/picture.ts';
import { TERMS } from './root-polynomial.ts';

const LINEAR = Float32Array.from({ length: 256 }, (_, code) => linearFromSrgb(code / 255));
const ROOT = LINEAR.map(Math.sqrt);
/** XYZ under D65 to linear sRGB (IEC 61966-2-1). */
const RGB_OF_XYZ = [
  3.2404542, -1.5371385, -0.4985314, -0.969266, 1.8760108, 0.041556, 0.0556434, -0.2040259, 1.0572252,
];
/** Steps of the table from light to code values; half a code value is wider than a step everywhere above code 1. */
const STEPS = 8192;
const CODE = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(255 * srgbFromLinear(step / STEPS)));

/** The picture with its colours corrected, as sRGB: what a model of colour names looks at. */
export function calibratedImage(coefficients: RootPolynomial): (image: PixelImage) => PixelImage {
  const m = Float64Array.from({ length: 3 * TERMS }, (_, at) => {
    const row = Math.floor(at / TERMS) * 3;
    return [0, 1, 2].reduce(
      (sum, k) => sum + (RGB_OF_XYZ[row + k] ?? 0) * (coefficients[k * TERMS + (at % TERMS)] ?? 0),
      0,
    );
  });
  return ({ widthPx, heightPx, data }) => {
    const out = new Uint8Array(data.length);
    for (let at = 0; at < data.length; at += 3) {
      const red = data[at] ?? 0;
      const green = data[at + 1] ?? 0;
      const blue = data[at + 2] ?? 0;
      const rg = (ROOT[red] ?? 0) * (ROOT[green] ?? 0);
      const rb = (ROOT[red] ?? 0) * (ROOT[blue] ?? 0);
      const gb = (ROOT[green] ?? 0) * (ROOT[blue] ?? 0);
      for (let channel = 0, k = 0; channel < 3; channel++, k += TERMS) {
        const light =
          (m[k] ?? 0) * (LINEAR[red] ?? 0) +
          (m[k + 1] ?? 0) * (LINEAR[green] ?? 0) +
          (m[k + 2] ?? 0) * (LINEAR[blue] ?? 0) +
          (m[k + 3] ?? 0) * rg +
          (m[k + 4] ?? 0) * rb +
          (m[k + 5] ?? 0) * gb;
        out[at + channel] = CODE[Math.round(Math.min(1, Math.max(0, light)) * STEPS)] ?? 0;
      }
    }
    return { widthPx, heightPx, data: out };
  };
}
