/** Second-order section, direct form II transposed, a0 = 1. */
interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Above this share of the sampling rate the bilinear transform has no room left; a low-pass is then clamped to it. */
const HIGHEST_CUTOFF_PER_RATE = 0.4;

/** Quality factor of a plain second-order Butterworth section, and of the two sections of the fourth order. */
const SECOND_ORDER_Q = [Math.SQRT1_2];
const FOURTH_ORDER_Q = [0.5411961, 1.306563];

/** One Butterworth section by the bilinear transform (Oppenheim & Schafer, Discrete-Time Signal Processing, ch. 7). */
function butterworth(kind: 'low' | 'high', cutoffHz: number, rateHz: number, q: number): Biquad {
  const k = Math.tan((Math.PI * Math.min(cutoffHz, HIGHEST_CUTOFF_PER_RATE * rateHz)) / rateHz);
  const norm = 1 / (1 + k / q + k * k);
  const b0 = kind === 'low' ? k * k * norm : norm;
  return {
    b0,
    b1: kind === 'low' ? 2 * b0 : -2 * b0,
    b2: b0,
    a1: 2 * (k * k - 1) * norm,
    a2: (1 - k / q + k * k) * norm,
  };
}

/** Runs the section over `data` in place, started in the steady state of the first sample so that no step rings. */
function runInPlace(data: Float64Array, filter: Biquad): void {
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

/** Forward and backward, so without phase shift; ends are mirrored through the end points to quieten transients. */
function zeroPhase(samples: Float64Array, filters: readonly Biquad[], padding: number): Float64Array {
  const n = samples.length;
  const pad = Math.min(n - 1, padding);
  const padded = new Float64Array(n + 2 * pad);
  padded.set(samples, pad);
  const first = samples[0] ?? 0;
  const last = samples[n - 1] ?? 0;
  for (let i = 1; i <= pad; i += 1) {
    padded[pad - i] = 2 * first - (samples[i] ?? 0);
    padded[pad + n - 1 + i] = 2 * last - (samples[n - 1 - i] ?? 0);
  }
  for (const filter of filters) runInPlace(padded, filter);
  padded.reverse();
  for (const filter of filters) runInPlace(padded, filter);
  padded.reverse();
  return padded.slice(pad, pad + n);
}

/** Zero-phase low-pass; second order each way, so -6 dB at the cut-off. O(n). */
export function lowPass(samples: Float64Array, rateHz: number, cutoffHz: number): Float64Array {
  return butterworthZeroPhase('low', samples, rateHz, cutoffHz, SECOND_ORDER_Q);
}

/** Zero-phase low-pass of fourth order each way: flatter in the band, for waves that will be differentiated. O(n). */
export function steepLowPass(samples: Float64Array, rateHz: number, cutoffHz: number): Float64Array {
  return butterworthZeroPhase('low', samples, rateHz, cutoffHz, FOURTH_ORDER_Q);
}

/** Zero-phase high-pass; second order each way, so -6 dB at the cut-off. O(n). */
export function highPass(samples: Float64Array, rateHz: number, cutoffHz: number): Float64Array {
  return butterworthZeroPhase('high', samples, rateHz, cutoffHz, SECOND_ORDER_Q);
}

function butterworthZeroPhase(
  kind: 'low' | 'high',
  samples: Float64Array,
  rateHz: number,
  cutoffHz: number,
  qs: readonly number[],
): Float64Array {
  const filters = qs.map((q) => butterworth(kind, cutoffHz, rateHz, q));
  return zeroPhase(samples, filters, Math.ceil((2 * rateHz) / cutoffHz));
}

/** Centred running mean over an odd number of samples next to `windowS`; shorter at the ends. O(n). */
export function runningMean(samples: Float64Array, rateHz: number, windowS: number): Float64Array {
  const half = Math.floor((windowS * rateHz) / 2);
  const n = samples.length;
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i += 1) sums[i + 1] = (sums[i] as number) + (samples[i] as number);
  return Float64Array.from({ length: n }, (_, i) => {
    const from = Math.max(0, i - half);
    const to = Math.min(n, i + half + 1);
    return ((sums[to] as number) - (sums[from] as number)) / (to - from);
  });
}
