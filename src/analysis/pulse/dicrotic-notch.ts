import type { BeatWindow } from './beat-window.ts';
import { vertex } from './extremum.ts';

/**
 * The notch is marked where the drawn wave turns, whether it falls on or rises there: at shares of the ways from e to the
 * centre of that turn and to the centre of the second derivative's fall after it. The turn is the hump around e of the
 * curvature y″ / (1 + y′²)^1.5 of a wave drawn with its height as long as this much time. Centres of squares are used
 * because the sharpest place of a flat hump is chosen by the noise of a grid. Shares by least absolute deviations on the
 * training half of PPG-BP; e itself comes 24 ms before annotator MG's mark and scatters by a third more.
 */
const DRAWN_HEIGHT_S = 0.8;
const TURN_FROM_BEFORE_E_S = 0.02;
const TURN_UNTIL_AFTER_E_S = 0.08;
const FALL_WITHIN_S = 0.11;
const TOWARDS_EACH_SHARE = 0.39;
const LEAD_S = 0.003;

/** Position in the window, between samples; `height` is that of the beat, `end` its last sample. */
export function dicroticNotch(window: BeatWindow, e: number, height: number, end: number, rateHz: number): number {
  const top = vertex(window.second, e);
  const turn = centreOfTurn(window, e, top, height, rateHz) - top;
  const fall = centreOfFall(window, top, end, rateHz) - top;
  return top + TOWARDS_EACH_SHARE * (turn + fall) - LEAD_S * rateHz;
}

/** Centre of the upward curvature around `e`, between samples. */
function centreOfTurn(
  { first, second, length }: BeatWindow,
  e: number,
  top: number,
  height: number,
  rateHz: number,
): number {
  const scale = (DRAWN_HEIGHT_S * rateHz) / height;
  const earliest = top - TURN_FROM_BEFORE_E_S * rateHz;
  const latest = top + TURN_UNTIL_AFTER_E_S * rateHz;
  let from = e;
  while (from > earliest && from > 1 && (second[from - 1] as number) > 0) from -= 1;
  let sum = 0;
  let moment = 0;
  for (let i = from; i <= latest + 1 && i < length - 1 && (i <= e || (second[i] as number) > 0); i += 1) {
    const steep = 1 + (scale * (first[i] as number)) ** 2;
    const weight = (shareWithin(i, earliest, latest) * (second[i] as number) ** 2) / (steep * steep * steep);
    sum += weight;
    moment += weight * (i - e);
  }
  return e + moment / sum;
}

/** Centre of the fall of the second derivative after its `top`, between samples; `top` where it does not fall. */
function centreOfFall({ third, length }: BeatWindow, top: number, end: number, rateHz: number): number {
  const until = Math.min(top + FALL_WITHIN_S * rateHz, end);
  let sum = 0;
  let moment = 0;
  for (let i = Math.floor(top); i <= until + 1 && i < length - 1; i += 1) {
    const fall = third[i] as number;
    if (fall >= 0) continue;
    const weight = shareWithin(i, top, until) * fall * fall;
    sum += weight;
    moment += weight * (i - top);
  }
  return sum > 0 ? top + moment / sum : top;
}

/** How much of sample `i`, which stands for half an interval on either side, lies within `from … to`. */
function shareWithin(i: number, from: number, to: number): number {
  return Math.max(0, Math.min(1, i + 0.5 - from, to - i + 0.5));
}
