import { lowPass, steepLowPass } from './filter.ts';

/** The smoothed wave and its derivatives, per sample: VPG (u v w), APG (a–f), third (p1 p2). */
export interface WaveDerivatives {
  readonly wave: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
  /** First and second derivative of the wave smoothed further, on which the foot of a beat stands out. */
  readonly foot: { readonly first: Float64Array; readonly second: Float64Array };
}

/**
 * Cut-offs chosen on the even rows of the annotated PPG-BP beats against annotator MG (`tests/evaluation/pulse.ts`):
 * the least mean error of the peak, of the points on the derivatives, and of onset and `a`.
 */
const WAVE_CUTOFF_HZ = 9;
const DERIVATIVE_CUTOFF_HZ = 8.2;
const FOOT_CUTOFF_HZ = 7.2;

function differentiate(samples: Float64Array): Float64Array {
  const last = samples.length - 1;
  return Float64Array.from(samples, (_, i) => {
    const before = Math.max(0, i - 1);
    const after = Math.min(last, i + 1);
    return ((samples[after] as number) - (samples[before] as number)) / Math.max(1, after - before);
  });
}

/** Smooths by cut-offs in Hz, so that every sampling rate sees the same wave, and differentiates by central differences. */
export function waveDerivatives(samples: Float64Array, rateHz: number): WaveDerivatives {
  const first = differentiate(steepLowPass(samples, rateHz, DERIVATIVE_CUTOFF_HZ));
  const second = differentiate(first);
  const footFirst = differentiate(steepLowPass(samples, rateHz, FOOT_CUTOFF_HZ));
  return {
    wave: lowPass(samples, rateHz, WAVE_CUTOFF_HZ),
    first,
    second,
    third: differentiate(second),
    foot: { first: footFirst, second: differentiate(footFirst) },
  };
}
