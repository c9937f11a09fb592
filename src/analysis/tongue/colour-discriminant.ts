import type { LabPlanes } from '../colour/lab-planes.ts';

/** A direction in Lab, of length 1, pointing from the lower part to the upper. */
export type LabAxis = readonly [number, number, number];

/** Added to each variance, Lab²: a flat drawing has none. */
const VARIANCE_FLOOR = 1;

class Moments {
  count = 0;
  readonly sum = [0, 0, 0] as [number, number, number];
  readonly products = [0, 0, 0, 0, 0, 0] as [number, number, number, number, number, number];

  add(l: number, a: number, b: number): void {
    const { sum, products } = this;
    this.count++;
    sum[0] += l;
    sum[1] += a;
    sum[2] += b;
    products[0] += l * l;
    products[1] += l * a;
    products[2] += l * b;
    products[3] += a * a;
    products[4] += a * b;
    products[5] += b * b;
  }

  get mean(): readonly [number, number, number] {
    return [this.sum[0] / this.count, this.sum[1] / this.count, this.sum[2] / this.count];
  }
}

/**
 * Fisher's discriminant (1936) between the pixels whose `place` lies below and above the threshold, where `use` is non-zero:
 * the difference of means, weighted against the spread within the parts. Null when a part is empty.
 */
export function discriminant(
  planes: LabPlanes,
  use: Uint8Array,
  place: Float32Array,
  threshold: number,
): LabAxis | null {
  const lower = new Moments();
  const upper = new Moments();
  for (let pixel = 0; pixel < use.length; pixel++) {
    if (!use[pixel]) continue;
    const part = (place[pixel] ?? 0) < threshold ? lower : upper;
    part.add(planes.l[pixel] ?? 0, planes.a[pixel] ?? 0, planes.b[pixel] ?? 0);
  }
  if (lower.count < 4 || upper.count < 4) return null;
  const [p, q, r, s, t, u] = within(lower, upper);
  const [x, y, z] = [0, 1, 2].map((k) => (upper.mean[k] ?? 0) - (lower.mean[k] ?? 0)) as [number, number, number];
  // Adjugate times the difference; the determinant is a common factor and falls out with the length.
  const axis = [
    (s * u - t * t) * x + (r * t - q * u) * y + (q * t - r * s) * z,
    (r * t - q * u) * x + (p * u - r * r) * y + (q * r - p * t) * z,
    (q * t - r * s) * x + (q * r - p * t) * y + (p * s - q * q) * z,
  ] as const;
  const length = Math.hypot(...axis);
  return length > 0 ? [axis[0] / length, axis[1] / length, axis[2] / length] : null;
}

/** Pooled covariance of the two parts: ll, la, lb, aa, ab, bb. */
function within(lower: Moments, upper: Moments): readonly [number, number, number, number, number, number] {
  const total = lower.count + upper.count;
  const pairs = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
    [2, 2],
  ] as const;
  const spread = pairs.map(([i, j], k) => {
    const of = (part: Moments) => (part.products[k] ?? 0) - part.count * (part.mean[i] ?? 0) * (part.mean[j] ?? 0);
    return (of(lower) + of(upper)) / total + (i === j ? VARIANCE_FLOOR : 0);
  });
  return spread as unknown as readonly [number, number, number, number, number, number];
}

/** Every pixel's place along the axis. */
export function project(planes: LabPlanes, [l, a, b]: LabAxis): Float32Array {
  const places = new Float32Array(planes.l.length);
  for (let pixel = 0; pixel < places.length; pixel++) {
    places[pixel] = (planes.l[pixel] ?? 0) * l + (planes.a[pixel] ?? 0) * a + (planes.b[pixel] ?? 0) * b;
  }
  return places;
}
