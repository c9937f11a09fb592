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
  return ({ widthPx, heightPx, data }) => {
    const count = widthPx * heightPx;
    const l = new Float32Array(count);
    const a = new Float32Array(count);
    const b = new Float32Array(count);
    const row = (at: number, terms: Float64Array) => {
      let sum = 0;
      for (let term = 0; term < TERMS; term++) sum += (m[at * TERMS + term] ?? 0) * (terms[term] ?? 0);
      return labCurve(sum);
    };
    const terms = new Float64Array(TERMS);
    for (let pixel = 0, at = 0; pixel < count; pixel++, at += 3) {
      const red = data[at] ?? 0;
      const green = data[at + 1] ?? 0;
      const blue = data[at + 2] ?? 0;
      terms[0] = LINEAR[red] ?? 0;
      terms[1] = LINEAR[green] ?? 0;
      terms[2] = LINEAR[blue] ?? 0;
      terms[3] = (ROOT[red] ?? 0) * (ROOT[green] ?? 0);
      terms[4] = (ROOT[red] ?? 0) * (ROOT[blue] ?? 0);
      terms[5] = (ROOT[green] ?? 0) * (ROOT[blue] ?? 0);
      const fx = row(0, terms);
      const fy = row(1, terms);
      const fz = row(2, terms);
      l[pixel] = 116 * fy - 16;
      a[pixel] = 500 * (fx - fy);
      b[pixel] = 200 * (fy - fz);
    }
    return { widthPx, heightPx, l, a, b };
  };
}
