import type { BeatFiducials } from '../../domain/finding.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import type { WaveDerivatives } from './derivatives.ts';
import { argMax, argMin, localMaxima, localMinima } from './extremum.ts';

/** `e` is sought in this share of the beat; PPG-BP's t4/t runs from 0.38 to 0.57 (5th–95th percentile). */
const E_FROM_SHARE = 0.3;
const E_TO_SHARE = 0.62;
/** Ejection ends by then at any rate: left-ventricular ejection time is 413 - 1.7 x rate ms (Weissler 1968). */
const E_LATEST_S = 0.5;
/** Keeps the window in place when a missed beat doubles the length. PPG-BP's t4 starts at 318 ms (5th percentile). */
const E_EARLIEST_S = 0.3;
const B_WITHIN_S = 0.12;
/** Without a valley the notch is marked this far from e to w: the median of annotator MG on the even PPG-BP rows. */
const BENT_NOTCH_SHARE = 0.38;
/** The diastolic hill is crossed within this time after w. */
const HILL_WITHIN_S = 0.3;
const AFTER_E_S = 0.2;

type EarlyPoints = Pick<BeatFiducials, 'u' | 'a' | 'b'>;
type LatePoints = Omit<BeatFiducials, 'onset' | 'systolicPeak' | 'u' | 'a' | 'b'>;

const NO_LATE_POINTS: LatePoints = {
  dicroticNotch: null,
  diastolicPeak: null,
  v: null,
  w: null,
  c: null,
  d: null,
  e: null,
  f: null,
  p1: null,
  p2: null,
};

/**
 * Fiducial points of one beat after Goda, Charlton & Behar 2024 (pyPPG), Physiol Meas 45 045001: u v w on the first
 * derivative, a–f on the second, p1 p2 on the third. `usualLength` stands in for the length of a beat without an end.
 */
export function beatFiducials(
  waves: WaveDerivatives,
  beat: BeatBounds,
  usualLength: number,
  rateHz: number,
): BeatFiducials {
  const { onset, systolicPeak } = beat;
  const early = earlyPoints(waves, beat, rateHz);
  const length = beat.end === null ? usualLength : beat.end - onset;
  const seen = onset + length <= waves.wave.length;
  const late = seen && early.b !== null ? latePoints(waves, beat, early.b, length, rateHz) : NO_LATE_POINTS;
  return { onset, systolicPeak, ...early, ...late };
}

function earlyPoints({ first, second, foot }: WaveDerivatives, beat: BeatBounds, rateHz: number): EarlyPoints {
  const u = argMax(first, beat.onset, beat.systolicPeak);
  const a = argMax(foot.second, beat.onset, u);
  const reach = Math.round(B_WITHIN_S * rateHz);
  const b = argMin(second, u, u + reach);
  return { u, a, b };
}

function latePoints(waves: WaveDerivatives, beat: BeatBounds, b: number, length: number, rateHz: number): LatePoints {
  const { first, second, third } = waves;
  const eFrom = Math.max(
    beat.systolicPeak,
    beat.onset + Math.round(Math.min(E_FROM_SHARE * length, E_EARLIEST_S * rateHz)),
  );
  const eTo = beat.onset + Math.round(Math.min(E_TO_SHARE * length, E_LATEST_S * rateHz));
  const e = largest(second, localMaxima(second, eFrom, eTo));
  if (e === null || at(second, e) <= 0) return NO_LATE_POINTS;
  const v = argMin(first, beat.systolicPeak, e);
  const until = Math.min(e + Math.round(AFTER_E_S * rateHz), waves.wave.length - 1);
  const w = localMaxima(first, e, until)[0] ?? null;
  const f = localMinima(second, w ?? e, until)[0] ?? null;
  const [c, d] = cAndD(second, third, b, e);
  const p1 = localMaxima(third, b, c ?? e)[0] ?? null;
  const p2 = localMinima(third, b, (d ?? e) + 1).at(-1) ?? null;
  return { ...notchAndDiastole(waves, e, v, w, rateHz), v, w, c, d, e, f, p1, p2 };
}

/** The largest maximum between b and e, and the lowest minimum after it; where the curve only bends, both at the bend. */
function cAndD(second: Float64Array, third: Float64Array, b: number, e: number): [number | null, number | null] {
  const c = largest(second, localMaxima(second, b, e));
  if (c !== null) return [c, argMin(second, c, e)];
  const bend = localMinima(third, b, e)[0] ?? null;
  return [bend, bend];
}

function largest(values: Float64Array, indexes: readonly number[]): number | null {
  return indexes.reduce<number | null>(
    (best, i) => (best === null || at(values, i) > at(values, best) ? i : best),
    null,
  );
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}

/** Notch: the valley after v if the wave has one, else between e and w. Diastolic peak: the hill after it, else w, the flattest point. */
function notchAndDiastole(
  { first, wave }: WaveDerivatives,
  e: number,
  v: number,
  w: number | null,
  rateHz: number,
): Pick<BeatFiducials, 'dicroticNotch' | 'diastolicPeak'> {
  if (w === null) return { dicroticNotch: e, diastolicPeak: null };
  if (at(first, w) <= 0) return { dicroticNotch: Math.round(e + BENT_NOTCH_SHARE * (w - e)), diastolicPeak: w };
  const dicroticNotch = argMin(wave, v, w);
  let hill = w;
  const until = Math.min(w + Math.round(HILL_WITHIN_S * rateHz), wave.length - 1);
  while (hill < until && at(first, hill) > 0) hill += 1;
  return { dicroticNotch, diastolicPeak: hill < until ? hill : w };
}
