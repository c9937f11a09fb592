import { quantile } from './statistics.ts';

/**
 * A pulse rises faster than it falls. When the steepest falls outweigh the steepest rises by this much the sensor is
 * inverted, as raw light sensors are. Upright the ratio is at most 0.71 on PPG-BP, the NeuroKit and BioSPPy recordings and
 * the generated kinds, and 1.03–1.11 on HeartPy's two, whose waves are spikes: those are not recognised when inverted.
 */
const INVERTED_RATIO = 1.25;
/** Slopes compared: the extreme 2 %, so that single disturbances do not decide. */
const STEEP_SHARE = 0.02;
/** Enough slopes for a 2 % quantile, so that sorting stays cheap on long recordings. */
const MOST_SLOPES = 5_000;

/** True when the pulse points downwards. `band` is the wave between 0.5 and 8 Hz. O(n). */
export function isInverted(band: Float64Array): boolean {
  const stride = Math.max(1, Math.ceil(band.length / MOST_SLOPES));
  const slopes = new Float64Array(Math.max(0, Math.ceil((band.length - 1) / stride)));
  for (let k = 0; k < slopes.length; k += 1) {
    const i = 1 + k * stride;
    slopes[k] = (band[i] as number) - (band[i - 1] as number);
  }
  const rise = quantile(slopes, 1 - STEEP_SHARE) ?? 0;
  const fall = -(quantile(slopes, STEEP_SHARE) ?? 0);
  return fall > INVERTED_RATIO * rise;
}
