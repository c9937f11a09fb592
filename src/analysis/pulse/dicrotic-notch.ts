import type { BeatWindow } from './beat-window.ts';

/**
 * The notch is marked where the drawn wave turns most sharply, whether it falls on or rises there: the greatest
 * curvature y″ / (1 + y′²)^1.5 of a wave drawn with its height as long as this much time. Chosen on the training half of
 * PPG-BP among 0.05–2 s: the second derivative alone (`e`) comes 20 ms earlier and scatters by half as much again.
 */
const DRAWN_HEIGHT_S = 0.4;
const FROM_BEFORE_E_S = 0.02;
const UNTIL_AFTER_E_S = 0.08;

/** Position in the window between `e` and `f` (or 80 ms after `e`); `height` is that of the beat. */
export function dicroticNotch(window: BeatWindow, e: number, f: number | null, height: number, rateHz: number): number {
  const scale = (DRAWN_HEIGHT_S * rateHz) / height;
  const from = e - Math.round(FROM_BEFORE_E_S * rateHz);
  const until = Math.min(f ?? e + Math.round(UNTIL_AFTER_E_S * rateHz), window.length - 1);
  let best = e;
  let sharpest = Number.NEGATIVE_INFINITY;
  for (let i = Math.max(0, from); i <= until; i += 1) {
    const slope = scale * (window.first[i] as number);
    const curvature = (window.second[i] as number) / (1 + slope * slope) ** 1.5;
    if (curvature > sharpest) {
      sharpest = curvature;
      best = i;
    }
  }
  return best;
}
