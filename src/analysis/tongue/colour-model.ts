import type { LabPlanes } from '../colour/lab-planes.ts';

/** One Gaussian in Lab: weight, mean, inverse covariance (six distinct numbers) and log normaliser. */
interface Gaussian {
  readonly mean: readonly [number, number, number];
  readonly inverse: readonly [number, number, number, number, number, number];
  readonly logNorm: number;
}

export type ColourModel = readonly Gaussian[];

/** Added to every variance, Lab². JPEG blocks and sensor noise stay within 1.5 units; keeps thin clusters invertible. */
const VARIANCE_FLOOR = 4;
const ROUNDS = 6;

/**
 * Gaussian mixture of a set of pixels, fitted by k-means on Lab and one full covariance per cluster: the colour model
 * of GrabCut (Rother, Kolmogorov, Blake 2004). Deterministic: seeds are spread over the sorted L*.
 */
export function fitColourModel(planes: LabPlanes, pixels: Int32Array, clusters: number): ColourModel {
  if (pixels.length === 0) return [];
  const centres = seedCentres(planes, pixels, clusters);
  const owner = new Uint8Array(pixels.length);
  for (let round = 0; round < ROUNDS; round++) {
    assign(planes, pixels, centres, owner);
    moveCentres(planes, pixels, centres, owner);
  }
  return centres.flatMap((_, cluster) => gaussianOf(planes, pixels, owner, cluster) ?? []);
}

type Centre = [number, number, number];

function seedCentres(planes: LabPlanes, pixels: Int32Array, clusters: number): Centre[] {
  const byLightness = Int32Array.from(pixels).sort((p, q) => (planes.l[p] ?? 0) - (planes.l[q] ?? 0));
  return Array.from({ length: clusters }, (_, cluster) => {
    const pixel = byLightness[Math.floor(((cluster + 0.5) / clusters) * byLightness.length)] ?? 0;
    return [planes.l[pixel] ?? 0, planes.a[pixel] ?? 0, planes.b[pixel] ?? 0];
  });
}

function assign(planes: LabPlanes, pixels: Int32Array, centres: readonly Centre[], owner: Uint8Array): void {
  for (let index = 0; index < pixels.length; index++) {
    const pixel = pixels[index] ?? 0;
    const l = planes.l[pixel] ?? 0;
    const a = planes.a[pixel] ?? 0;
    const b = planes.b[pixel] ?? 0;
    let nearest = Infinity;
    for (let cluster = 0; cluster < centres.length; cluster++) {
      const [cl, ca, cb] = centres[cluster] ?? [0, 0, 0];
      const distance = (l - cl) ** 2 + (a - ca) ** 2 + (b - cb) ** 2;
      if (distance < nearest) {
        nearest = distance;
        owner[index] = cluster;
      }
    }
  }
}

function moveCentres(planes: LabPlanes, pixels: Int32Array, centres: Centre[], owner: Uint8Array): void {
  const sums = centres.map(() => [0, 0, 0, 0] as [number, number, number, number]);
  for (let index = 0; index < pixels.length; index++) {
    const sum = sums[owner[index] ?? 0];
    const pixel = pixels[index] ?? 0;
    if (!sum) continue;
    sum[0] += planes.l[pixel] ?? 0;
    sum[1] += planes.a[pixel] ?? 0;
    sum[2] += planes.b[pixel] ?? 0;
    sum[3]++;
  }
  sums.forEach((sum, cluster) => {
    if (sum[3] > 0) centres[cluster] = [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]];
  });
}

function gaussianOf(planes: LabPlanes, pixels: Int32Array, owner: Uint8Array, cluster: number): Gaussian | null {
  let n = 0;
  const m = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < pixels.length; index++) {
    if (owner[index] !== cluster) continue;
    const pixel = pixels[index] ?? 0;
    const l = planes.l[pixel] ?? 0;
    const a = planes.a[pixel] ?? 0;
    const b = planes.b[pixel] ?? 0;
    n++;
    [l, a, b, l * l, l * a, l * b, a * a, a * b, b * b].forEach((value, k) => {
      m[k] = (m[k] ?? 0) + value;
    });
  }
  if (n < 4) return null;
  const [sl = 0, sa = 0, sb = 0, ll = 0, la = 0, lb = 0, aa = 0, ab = 0, bb = 0] = m.map((value) => value / n);
  return invert(
    [sl, sa, sb],
    [
      ll - sl * sl + VARIANCE_FLOOR,
      la - sl * sa,
      lb - sl * sb,
      aa - sa * sa + VARIANCE_FLOOR,
      ab - sa * sb,
      bb - sb * sb + VARIANCE_FLOOR,
    ],
    n / pixels.length,
  );
}

function invert(
  mean: readonly [number, number, number],
  covariance: readonly [number, number, number, number, number, number],
  weight: number,
): Gaussian {
  const [p, q, r, s, t, u] = covariance;
  const determinant = p * (s * u - t * t) - q * (q * u - r * t) + r * (q * t - r * s);
  const inverse = [s * u - t * t, r * t - q * u, q * t - r * s, p * u - r * r, q * r - p * t, p * s - q * q].map(
    (value) => value / determinant,
  ) as [number, number, number, number, number, number];
  return { mean, inverse, logNorm: Math.log(weight) - 0.5 * Math.log(determinant) };
}

/** Log density (up to a constant) of the best-fitting cluster at one colour. */
export function logLikelihood(model: ColourModel, l: number, a: number, b: number): number {
  let best = -Infinity;
  for (const { mean, inverse, logNorm } of model) {
    const x = l - mean[0];
    const y = a - mean[1];
    const z = b - mean[2];
    const distance =
      inverse[0] * x * x +
      inverse[3] * y * y +
      inverse[5] * z * z +
      2 * (inverse[1] * x * y + inverse[2] * x * z + inverse[4] * y * z);
    const value = logNorm - 0.5 * distance;
    if (value > best) best = value;
  }
  return best;
}
