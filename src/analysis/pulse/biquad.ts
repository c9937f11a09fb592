/** Second-order section, direct form II transposed, a0 = 1. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Above this share of the sampling rate the bilinear transform has no room left; a cut-off is then clamped to it. */
const HIGHEST_CUTOFF_PER_RATE = 0.4;

/** Tangent of half the digital angle: the analogue frequency that the bilinear transform maps onto `cutoffHz`. */
function warped(cutoffHz: number, rateHz: number): number {
  return Math.tan((Math.PI * Math.min(cutoffHz, HIGHEST_CUTOFF_PER_RATE * rateHz)) / rateHz);
}

/** One Butterworth section of second order by the bilinear transform (Oppenheim & Schafer, ch. 7). */
export function butterworth(kind: 'low' | 'high', cutoffHz: number, rateHz: number): Biquad {
  const k = warped(cutoffHz, rateHz);
  const norm = 1 / (1 + k * Math.SQRT2 + k * k);
  const b0 = kind === 'low' ? k * k * norm : norm;
  return {
    b0,
    b1: kind === 'low' ? 2 * b0 : -2 * b0,
    b2: b0,
    a1: 2 * (k * k - 1) * norm,
    a2: (1 - k * Math.SQRT2 + k * k) * norm,
  };
}

/**
 * Chebyshev low-pass of the second kind and even order: flat in the band, `attenuationDb` from `edgeHz` on (Oppenheim &
 * Schafer, app. B). One section per pair of poles, by the bilinear transform.
 */
export function chebyshevLowPass(order: number, attenuationDb: number, edgeHz: number, rateHz: number): Biquad[] {
  const k = warped(edgeHz, rateHz);
  const ripple = 1 / Math.sqrt(10 ** (attenuationDb / 10) - 1);
  const mu = Math.asinh(1 / ripple) / order;
  return Array.from({ length: order / 2 }, (_, pair) => {
    const angle = (Math.PI * (2 * pair + 1)) / (2 * order);
    const re = Math.sinh(mu) * Math.sin(angle);
    const im = Math.cosh(mu) * Math.cos(angle);
    const zero = k / Math.cos(angle);
    return sectionOf((re / (re * re + im * im)) * k, (k * k) / (re * re + im * im), zero * zero);
  });
}

/** Section of unit gain at 0 Hz with poles s² + 2·`damping`·s + `pole2` and zeros s² + `zero2`. */
function sectionOf(damping: number, pole2: number, zero2: number): Biquad {
  const a0 = 1 + 2 * damping + pole2;
  const gain = pole2 / zero2 / a0;
  return {
    b0: gain * (1 + zero2),
    b1: gain * 2 * (zero2 - 1),
    b2: gain * (1 + zero2),
    a1: (2 * (pole2 - 1)) / a0,
    a2: (1 - 2 * damping + pole2) / a0,
  };
}

/** Runs the section over `data` in place, started in the steady state of the first value so that no step rings. */
export function runForward(data: Float64Array, filter: Biquad): void {
  const { b0, b1, b2, a1, a2 } = filter;
  const first = data[0] ?? 0;
  const steady = (first * (b0 + b1 + b2)) / (1 + a1 + a2);
  let z1 = steady - b0 * first;
  let z2 = b2 * first - a2 * steady;
  for (let i = 0; i < data.length; i += 1) {
    const x = data[i] as number;
    const y = b0 * x + z1;
    z1 = b1 * x - a1 * y + z2;
    z2 = b2 * x - a2 * y;
    data[i] = y;
  }
}

/** As `runForward`, from the last value to the first. */
export function runBackward(data: Float64Array, filter: Biquad): void {
  const { b0, b1, b2, a1, a2 } = filter;
  const first = data[data.length - 1] ?? 0;
  const steady = (first * (b0 + b1 + b2)) / (1 + a1 + a2);
  let z1 = steady - b0 * first;
  let z2 = b2 * first - a2 * steady;
  for (let i = data.length - 1; i >= 0; i -= 1) {
    const x = data[i] as number;
    const y = b0 * x + z1;
    z1 = b1 * x - a1 * y + z2;
    z2 = b2 * x - a2 * y;
    data[i] = y;
  }
}
