import type { BeatFiducials } from '../../domain/finding.ts';
import type { BeatBounds } from './beat-boundaries.ts';
import { type BeatWindow, fillBeatWindow, WINDOW_MARGIN } from './beat-window.ts';
import { dicroticNotch } from './dicrotic-notch.ts';
import { argMax, argMin, firstExtremum, greatestExtremum, lastExtremum, vertex } from './extremum.ts';

/**
 * `e` is sought this long after u, in shares of the beat and at most in seconds: annotator MG's lies 0.22–0.54 of the
 * beat and 207–340 ms after u on PPG-BP. The seconds keep the search in place when a missed beat doubles the length.
 */
const E_FROM_SHARE = 0.2;
const E_TO_SHARE = 0.57;
const E_FROM_S = 0.19;
const E_TO_S = 0.38;
const B_WITHIN_S = 0.15;
const A_WITHIN_S = 0.15;
const AFTER_E_S = 0.2;
/** The diastolic hill is crossed within this time after w. */
const HILL_WITHIN_S = 0.3;
/** c lies at least this long before e: nearer hills of the second derivative are part of e. */
const C_BEFORE_E_S = 0.02;
/**
 * Where c and d merge there is only a valley p2 of the third derivative. While it is this flat (share of the steepest
 * fall of the second derivative) they are marked on both sides of it; where it is a mere bend, both after it.
 */
const FLAT_BEND_SHARE = 0.03;
const FLAT_C_S = -0.012;
const FLAT_D_S = 0.012;
const BENT_S = 0.01;

/** The wave looked at around an onset. */
const WINDOW_BEFORE_S = 0.2;
const WINDOW_AFTER_S = 1.05;

/** Samples that a window for `beatFiducials` holds. */
export function windowCapacity(rateHz: number): number {
  return Math.ceil((WINDOW_BEFORE_S + WINDOW_AFTER_S) * rateHz) + 2 * WINDOW_MARGIN + 4;
}

/** Points that are extrema of a derivative, and of which. */
const CURVE_OF = {
  u: 'first',
  v: 'first',
  w: 'first',
  a: 'second',
  b: 'second',
  c: 'second',
  d: 'second',
  e: 'second',
  f: 'second',
  p1: 'third',
  p2: 'third',
} as const;

type CurvePoint = keyof typeof CURVE_OF;

/**
 * Annotator MG's marks lie this much before the curves' extrema (median over the training half of PPG-BP): half a sample
 * for each difference, and what the eye adds where a curve turns slowly.
 */
const LEAD_S: Readonly<Record<CurvePoint | 'onset' | 'systolicPeak', number>> = {
  onset: 0.004,
  systolicPeak: 0.002,
  u: 0.002,
  v: 0.002,
  w: 0.002,
  a: 0.002,
  b: 0.004,
  c: 0.004,
  d: 0.001,
  e: 0.002,
  f: 0.004,
  p1: 0.002,
  p2: 0.002,
};

type Found = { u: number } & { -readonly [K in CurvePoint | 'dicroticNotch' | 'diastolicPeak']: number | null } & {
  merged: boolean;
};

/**
 * Fiducial points of one beat after Goda, Charlton & Behar 2024 (pyPPG), Physiol Meas 45 045001: u v w on the first
 * derivative, a–f on the second, p1 p2 on the third; positions in `wave`, between samples. `usualLength` stands in for
 * the length of a beat without an end.
 */
export function beatFiducials(
  wave: Float64Array,
  window: BeatWindow,
  beat: BeatBounds,
  usualLength: number,
  rateHz: number,
): BeatFiducials {
  const { onset, systolicPeak } = beat;
  const length = beat.end === null ? usualLength : beat.end - onset;
  const reach = Math.min(1.3 * length, WINDOW_AFTER_S * rateHz);
  fillBeatWindow(window, wave, Math.floor(onset - WINDOW_BEFORE_S * rateHz), Math.ceil(onset + reach));
  const seen = systolicPeak + Math.min(E_TO_SHARE * length, E_TO_S * rateHz) < wave.length - 1;
  const found = findPoints(window, onset - window.from, systolicPeak - window.from, seen ? length : 0, rateHz);
  const at = (point: CurvePoint) => positionOf(window, found, point, rateHz);
  return {
    onset: window.from + foot(window, onset - window.from, found.u) - LEAD_S.onset * rateHz,
    systolicPeak: vertex(wave, systolicPeak) - LEAD_S.systolicPeak * rateHz,
    dicroticNotch: found.dicroticNotch === null ? null : found.dicroticNotch + window.from,
    diastolicPeak: found.diastolicPeak === null ? null : found.diastolicPeak + window.from,
    u: at('u'),
    v: at('v'),
    w: at('w'),
    a: at('a'),
    b: at('b'),
    c: at('c'),
    d: at('d'),
    e: at('e'),
    f: at('f'),
    p1: at('p1'),
    p2: at('p2'),
  };
}

function positionOf(window: BeatWindow, found: Found, point: CurvePoint, rateHz: number): number | null {
  const index = found[point];
  if (index === null) return null;
  if (found.merged && (point === 'c' || point === 'd'))
    return (
      window.from + vertex(window.third, index) + (mergedShiftS(window, found.u, index, point) - LEAD_S.p2) * rateHz
    );
  return (
    window.from +
    (point === 'w' ? flattest(window, index) : vertex(window[CURVE_OF[point]], index)) -
    LEAD_S[point] * rateHz
  );
}

function mergedShiftS({ third }: BeatWindow, u: number, p2: number, point: 'c' | 'd'): number {
  const steepest = -(third[argMin(third, u - 4, u + 4)] as number);
  if ((third[p2] as number) > FLAT_BEND_SHARE * steepest) return BENT_S;
  return point === 'c' ? FLAT_C_S : FLAT_D_S;
}

function findPoints(window: BeatWindow, onset: number, peak: number, length: number, rateHz: number): Found {
  const { first, second } = window;
  const samples = (seconds: number) => Math.round(seconds * rateHz);
  const u = argMax(first, onset, peak);
  const a = argMax(second, u - samples(A_WITHIN_S), u);
  const b = firstExtremum(second, u, u + samples(B_WITHIN_S), -1) ?? argMin(second, u, u + samples(B_WITHIN_S));
  const found: Found = { ...NOTHING_FOUND, u, a, b };
  const e = findE(second, u, peak, length, rateHz);
  if (e === null) return found;
  const marks = { u, b, e, height: heightOf(window, onset, peak), end: onset + length };
  addLatePoints(found, window, marks, samples, rateHz);
  return found;
}

const NOTHING_FOUND: Omit<Found, 'u'> = {
  a: null,
  b: null,
  v: null,
  w: null,
  c: null,
  d: null,
  e: null,
  f: null,
  p1: null,
  p2: null,
  dicroticNotch: null,
  diastolicPeak: null,
  merged: false,
};

function heightOf({ wave }: BeatWindow, onset: number, peak: number): number {
  return (wave[peak] as number) - (wave[onset] as number);
}

/** An earlier hill at least this high, with the curve below zero in between, is e and the higher one after it is not. */
const EARLIER_E_SHARE = 0.5;

function findE(second: Float64Array, u: number, peak: number, length: number, rateHz: number): number | null {
  const from = Math.max(peak, u + Math.round(Math.min(E_FROM_SHARE * length, E_FROM_S * rateHz)));
  const to = u + Math.round(Math.min(E_TO_SHARE * length, E_TO_S * rateHz));
  const e = greatestExtremum(second, from, to, 1);
  if (e === null || !((second[e] as number) > 0)) return null;
  const earlier = greatestExtremum(second, from, lastBelowZero(second, from, e), 1);
  return earlier !== null && (second[earlier] as number) >= EARLIER_E_SHARE * (second[e] as number) ? earlier : e;
}

/** The last sample of `from … to` that is below zero, or `from`. */
function lastBelowZero(values: Float64Array, from: number, to: number): number {
  let i = to;
  while (i > from && (values[i] as number) >= 0) i -= 1;
  return i;
}

interface Landmarks {
  readonly u: number;
  readonly b: number;
  readonly e: number;
  readonly height: number;
  /** Where the beat ends. */
  readonly end: number;
}

function addLatePoints(
  found: Found,
  window: BeatWindow,
  { u, b, e, height, end }: Landmarks,
  samples: (seconds: number) => number,
  rateHz: number,
): void {
  const { first, second, third, length } = window;
  const until = Math.min(e + samples(AFTER_E_S), length - 1);
  found.e = e;
  found.v = argMin(first, u, e);
  found.f = firstExtremum(second, e, until, -1);
  // Without a hill of the first derivative before f, the wave only flattens: w is marked at f.
  found.w = firstExtremum(first, e, found.f ?? until, 1) ?? found.f;
  found.p1 = firstExtremum(third, b - samples(0.01), e, 1);
  addCAndD(found, second, third, b, e, e - samples(C_BEFORE_E_S));
  found.dicroticNotch = dicroticNotch(window, e, height, end, rateHz);
  if (found.w !== null) found.diastolicPeak = diastolicPeak(window, found.w, found.w + samples(HILL_WITHIN_S));
}

/** The largest hill between b and e, and the lowest valley after it; where the curve only bends, its bend p2 for both. */
function addCAndD(found: Found, second: Float64Array, third: Float64Array, b: number, e: number, before: number): void {
  const c = greatestExtremum(second, b, lastBelowZero(second, b, before), 1);
  if (c === null) {
    found.p2 = greatestExtremum(third, found.p1 ?? b, before, -1);
    found.c = found.p2;
    found.d = found.p2;
    found.merged = true;
    return;
  }
  found.c = c;
  found.d = argMin(second, c, e);
  found.p2 = lastExtremum(third, c, found.d + 1, -1);
}

/** w between samples: the hill of the first derivative, or, where there is none, the valley f of the second. */
function flattest({ first, second }: BeatWindow, w: number): number {
  const onHill = (first[w] as number) > (first[w - 1] as number) && (first[w] as number) >= (first[w + 1] as number);
  return vertex(onHill ? first : second, w);
}

/** The hill after the notch, between samples; where the wave only flattens, w, its flattest point. */
function diastolicPeak(window: BeatWindow, w: number, until: number): number {
  const { first } = window;
  if ((first[w] as number) <= 0) return flattest(window, w);
  for (let i = w + 1; i < until && i < first.length; i += 1) {
    const [before, here] = [first[i - 1] as number, first[i] as number];
    if (here <= 0) return i + here / (before - here);
  }
  return flattest(window, w);
}

/** The ascent begins where the slope reaches this share of the steepest: a valley alone is moved by a rising baseline. */
const FOOT_SLOPE_SHARE = 0.05;

/** Position of the foot at or after `onset`, between samples. */
function foot({ first }: BeatWindow, onset: number, u: number): number {
  const limit = FOOT_SLOPE_SHARE * (first[u] as number);
  let i = u;
  while (i > onset - 2 && i > 0 && (first[i - 1] as number) > limit) i -= 1;
  const below = first[i - 1];
  if (below === undefined || below > limit) return onset;
  return i - ((first[i] as number) - limit) / ((first[i] as number) - below);
}
