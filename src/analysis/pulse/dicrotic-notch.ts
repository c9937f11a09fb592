import type { BeatWindow } from './beat-window.ts';
import { topOffset, vertex } from './extremum.ts';

/**
 * The notch is marked where the drawn wave turns most sharply, whether it falls on or rises there: the greatest
 * curvature y″ / (1 + y′²)^1.5 of a wave drawn with its height as long as this much time. Chosen on the training half of
 * PPG-BP among 0.05–2 s: the second derivative alone (`e`) comes 20 ms earlier and scatters by half as much again. The mark
 * is the mean of that place and of one 0.4 of the way from e to w, which scatters as much and independently.
 */
const DRAWN_HEIGHT_S = 0.4;
const FROM_BEFORE_E_S = 0.02;
const UNTIL_AFTER_E_S = 0.08;
const TOWARDS_W_SHARE = 0.4;

/** Position in the window, between samples; `height` is that of the beat. */
export function dicroticNotch(
  window: BeatWindow,
  e: number,
  w: number | null,
  f: number | null,
  height: number,
  rateHz: number,
): number {
  const turn = sharpestTurn(window, e, f, height, rateHz);
  const top = vertex(window.second, e);
  const between = w === null ? turn : top + TOWARDS_W_SHARE * (w - top);
  return (turn + between) / 2;
}

/** Where the curvature between shortly before `e` and `f` is greatest, between samples. */
function sharpestTurn(window: BeatWindow, e: number, f: number | null, height: number, rateHz: number): number {
  const scale = (DRAWN_HEIGHT_S * rateHz) / height;
  const curvature = (i: number) =>
    (window.second[i] as number) / (1 + (scale * (window.first[i] as number)) ** 2) ** 1.5;
  const from = Math.max(1, e - Math.round(FROM_BEFORE_E_S * rateHz));
  const until = Math.min(f ?? e + Math.round(UNTIL_AFTER_E_S * rateHz), window.length - 2);
  let best = e;
  let sharpest = Number.NEGATIVE_INFINITY;
  for (let i = from; i <= until; i += 1) {
    const here = curvature(i);
    if (here <= sharpest) continue;
    sharpest = here;
    best = i;
  }
  return best + topOffset(curvature(best - 1), curvature(best), curvature(best + 1));
}
