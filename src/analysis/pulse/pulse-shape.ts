import type { BeatBounds } from './beat-boundaries.ts';
import type { CompleteBeat } from './beat-templates.ts';
import { median } from './statistics.ts';

/**
 * A pulse rises faster than it falls, and falls back to its foot; noise does neither. Median over the beats of the steepest
 * fall over the steepest rise, and of the step from foot to foot over the height: white, brown and coloured noise lie
 * above 0.80 and 0.18; generated pulses of every rhythm, 40 to 200 a minute, and the finger recordings of PPG-BP,
 * NeuroKit, BioSPPy below one of these: HeartPy's spikes fall as fast as they rise (1.02), but to their foot (0.02).
 */
const NOISE_FALL_TO_RISE = 0.85;
const NOISE_FOOT_STEP = 0.15;

/** Whether the "beats" have the shape of humps of noise. O(n). */
export function isShapedLikeNoise(wave: Float64Array, beats: readonly BeatBounds[]): boolean {
  const complete = beats.filter((beat): beat is CompleteBeat => beat.end !== null);
  const height = median(Float64Array.from(complete, ({ onset, systolicPeak }) => between(wave, onset, systolicPeak)));
  const step = median(Float64Array.from(complete, ({ onset, end }) => Math.abs(between(wave, onset, end))));
  if (height === null || step === null || step <= NOISE_FOOT_STEP * height) return false;
  return (median(Float64Array.from(complete, (beat) => fallToRise(wave, beat))) ?? 0) > NOISE_FALL_TO_RISE;
}

function between(wave: Float64Array, from: number, to: number): number {
  return (wave[to] as number) - (wave[from] as number);
}

function fallToRise(wave: Float64Array, { onset, end }: CompleteBeat): number {
  let rise = 0;
  let fall = 0;
  for (let i = onset + 1; i <= end; i += 1) {
    const step = (wave[i] as number) - (wave[i - 1] as number);
    if (step > rise) rise = step;
    if (-step > fall) fall = -step;
  }
  return fall / rise;
}
