import { type Biquad, butterworth, chebyshevLowPass, runBackward, runForward } from './biquad.ts';

/** Zero-phase low-pass; second order each way, so -6 dB at the cut-off. O(n). */
export function lowPass(samples: Float64Array, rateHz: number, cutoffHz: number): Float64Array {
  return zeroPhase(samples, [butterworth('low', cutoffHz, rateHz)], Math.ceil((2 * rateHz) / cutoffHz));
}

/** Zero-phase high-pass; second order each way, so -6 dB at the cut-off. O(n). */
export function highPass(samples: Float64Array, rateHz: number, cutoffHz: number): Float64Array {
  return zeroPhase(samples, [butterworth('high', cutoffHz, rateHz)], Math.ceil((2 * rateHz) / cutoffHz));
}

/**
 * The smoothing of pyPPG (Goda, Charlton & Behar 2024, Physiol Meas 45 045001), under which the beats of PPG-BP were
 * annotated: Chebyshev of the second kind, order 4, 20 dB from 12 Hz on, then a moving average of 50 ms, both forwards
 * and backwards. Its high-pass of 0.5 Hz is left out: it moves peaks of two-second recordings. O(n).
 */
const EDGE_HZ = 12;
const ORDER = 4;
const ATTENUATION_DB = 20;
const AVERAGE_S = 0.05;
/** Mirrored at each end: longer than the filter remembers, and shorter than the rest before a first beat. */
const PADDING_S = 0.15;

export function smoothWave(samples: Float64Array, rateHz: number): Float64Array {
  const sections = chebyshevLowPass(ORDER, ATTENUATION_DB, EDGE_HZ, rateHz);
  const width = Math.max(1, Math.round(AVERAGE_S * rateHz));
  return zeroPhase(samples, sections, Math.ceil(PADDING_S * rateHz), width);
}

/** Forward and backward, so without phase shift; ends are mirrored through the end points to quieten transients. */
function zeroPhase(samples: Float64Array, filters: readonly Biquad[], padding: number, average = 1): Float64Array {
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
  for (const filter of filters) runForward(padded, filter);
  for (const filter of filters) runBackward(padded, filter);
  const smooth = average > 1 ? averagedTwice(padded, average) : padded;
  return smooth.subarray(pad, pad + n);
}

/** Moving average of `width` values looking ahead, then one looking back: a triangle without phase shift. O(n). */
function averagedTwice(data: Float64Array, width: number): Float64Array {
  const last = data.length - 1;
  const ahead = new Float64Array(data.length);
  const base = data[0] ?? 0;
  let sum = 0;
  for (let i = 0; i < width; i += 1) sum += (data[Math.min(i, last)] as number) - base;
  for (let i = 0; i <= last; i += 1) {
    ahead[i] = sum / width;
    sum += (data[Math.min(i + width, last)] as number) - (data[i] as number);
  }
  sum = width * (ahead[0] as number);
  for (let i = 0; i <= last; i += 1) {
    sum += (ahead[i] as number) - (ahead[Math.max(0, i - width)] as number);
    data[i] = base + sum / width;
  }
  return data;
}
