/** Derivatives of the smoothed wave around one beat. `at` turns a position in the arrays into one in the wave. */
export interface BeatWindow {
  /** First, second and third derivative per sample (VPG, APG, JPG); only the first `length` values are of this beat. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly third: Float64Array;
  readonly wave: Float64Array;
  /** Position in the wave of the first value. */
  from: number;
  length: number;
}

/** Room for windows of up to `capacity` samples, filled anew for every beat: nothing is allocated per beat. */
export function createBeatWindow(capacity: number): BeatWindow {
  const room = () => new Float64Array(capacity);
  return { wave: room(), first: room(), second: room(), third: room(), from: 0, length: 0 };
}

/** Values beyond both ends of the window that the third derivative still needs. */
export const WINDOW_MARGIN = 6;

/**
 * Fills the window with samples `from … to` of `wave` (both included) and their derivatives: the slope over the mean of
 * two double intervals, [1 2 0 -2 -1] / 8. At 200 Hz that is the derivative under pyPPG's moving average of 10 ms,
 * forwards and backwards. Beyond the ends of the wave the last value stands.
 */
export function fillBeatWindow(window: BeatWindow, wave: Float64Array, from: number, to: number): void {
  const last = wave.length - 1;
  const start = Math.max(0, from);
  const count = Math.min(to, last, start + window.wave.length - 2 * WINDOW_MARGIN - 1) - start + 1;
  window.from = start;
  window.length = count;
  const { wave: w, first, second, third } = window;
  const padded = count + 2 * WINDOW_MARGIN;
  for (let i = 0; i < padded; i += 1) w[i] = wave[Math.min(last, Math.max(0, start - WINDOW_MARGIN + i))] as number;
  slope(w, first, padded);
  slope(first, second, padded);
  slope(second, third, padded);
  for (const values of [w, first, second, third]) values.copyWithin(0, WINDOW_MARGIN, WINDOW_MARGIN + count);
}

function slope(values: Float64Array, into: Float64Array, count: number): void {
  for (let i = 2; i < count - 2; i += 1) {
    into[i] =
      ((values[i + 2] as number) -
        (values[i - 2] as number) +
        2 * ((values[i + 1] as number) - (values[i - 1] as number))) /
      8;
  }
  into[0] = into[1] = into[2] ?? 0;
  into[count - 1] = into[count - 2] = into[count - 3] ?? 0;
}
