import { median } from './statistics.ts';

/**
 * A pulse rises faster than it falls. When the steepest fall outweighs the steepest rise by this much in half of the
 * windows or more, the sensor is inverted, as raw light sensors are. By windows, so that a burst of motion, steeper than
 * any pulse, does not decide. HeartPy's waves are spikes that fall as fast as they rise: not recognised when inverted.
 */
const INVERTED_RATIO = 1.25;
/** Holds a beat at any rate above 30 a minute. */
const WINDOW_S = 2;

/** True when the pulse points downwards. `band` is the wave between 0.5 and 8 Hz. O(n). */
export function isInverted(band: Float64Array, rateHz: number): boolean {
  const window = Math.max(2, Math.min(Math.round(WINDOW_S * rateHz), band.length));
  const ratios = new Float64Array(Math.floor(band.length / window));
  for (let k = 0; k < ratios.length; k += 1) ratios[k] = fallToRise(band, k * window, (k + 1) * window);
  return (median(ratios) ?? 0) > INVERTED_RATIO;
}

function fallToRise(band: Float64Array, from: number, to: number): number {
  let rise = 0;
  let fall = 0;
  for (let i = from + 1; i < to; i += 1) {
    const step = (band[i] as number) - (band[i - 1] as number);
    if (step > rise) rise = step;
    if (-step > fall) fall = -step;
  }
  return rise > 0 ? fall / rise : 0;
}
