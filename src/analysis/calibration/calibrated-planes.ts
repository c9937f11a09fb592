import { linearFromSrgb } from '../../domain/colour.ts';
import type { RootPolynomial } from '../../domain/colour-calibration.ts';
import type { PixelImage } from '../../domain/picture.ts';
import { labCurve } from '../colour/lab-curve.ts';
import type { LabPlanes } from '../colour/lab-planes.ts';
import { TERMS } from './root-polynomial.ts';
import { D65 } from './xyz.ts';

const LINEAR = Float32Array.from({ length: 256 }, (_, code) => linearFromSrgb(code / 255));
const ROOT = LINEAR.map(Math.sqrt);

/** CIELAB (D65, 2° observer) of every pixel of a picture taken with the calibrated camera and light. */
export function calibratedPlanes(coefficients: RootPolynomial): (image: PixelImage) => LabPlanes {
  // X, Y, Z over the white: the curve takes them as they are.
  const m = Float64Array.from(coefficients, (value, at) => value / (D65[Math.floor(at / TERMS)] ?? 1));
  const light = new Float64Array(3);
  return ({ widthPx, heightPx, data }) => {
    const count = widthPx * heightPx;
    const l = new Float32Array(count);
    const a = new Float32Array(count);
    const b = new Float32Array(count);
    for (let pixel = 0, at = 0; pixel < count; pixel++, at += 3) {
      const red = data[at] ?? 0;
      const green = data[at + 1] ?? 0;
      const blue = data[at + 2] ?? 0;
      const rg = (ROOT[red] ?? 0) * (ROOT[green] ?? 0);
      const rb = (ROOT[red] ?? 0) * (ROOT[blue] ?? 0);
      const gb = (ROOT[green] ?? 0) * (ROOT[blue] ?? 0);
      // One sum written out: this loop is most of what a calibrated picture costs.
      for (let row = 0, k = 0; row < 3; row++, k += TERMS) {
        const sum =
          (m[k] ?? 0) * (LINEAR[red] ?? 0) +
          (m[k + 1] ?? 0) * (LINEAR[green] ?? 0) +
          (m[k + 2] ?? 0) * (LINEAR[blue] ?? 0) +
          (m[k + 3] ?? 0) * rg +
          (m[k + 4] ?? 0) * rb +
          (m[k + 5] ?? 0) * gb;
        light[row] = labCurve(sum);
      }
      const fy = light[1] ?? 0;
      l[pixel] = 116 * fy - 16;
      a[pixel] = 500 * ((light[0] ?? 0) - fy);
      b[pixel] = 200 * (fy - (light[2] ?? 0));
    }
    return { widthPx, heightPx, l, a, b };
  };
}
