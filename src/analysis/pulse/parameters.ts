import type { BeatFiducials, PulseParameters, PulseRatios } from '../../domain/finding.ts';
import { argMax, lastExtremum, valueAt } from './extremum.ts';
import { crossing } from './level-crossing.ts';
import { waveAngles } from './wave-angles.ts';

/** Levels of the main wave at which its width is measured: its upper third and its upper fifth. */
const W1_LEVEL = 2 / 3;
const W2_LEVEL = 4 / 5;

export const NO_PARAMETERS: PulseParameters = {
  h1: null,
  h2: null,
  h3: null,
  h4: null,
  h5: null,
  t1: null,
  t2: null,
  t3: null,
  t4: null,
  t5: null,
  t: null,
  w1: null,
  w2: null,
  as: null,
  ad: null,
  ratios: {
    h2h1: null,
    h3h1: null,
    h4h1: null,
    h5h1: null,
    t1t: null,
    t4t: null,
    w1t: null,
    w2t: null,
    asAd: null,
  },
  angles: { alphaDeg: null, thetaDeg: null },
};

type Measures = Omit<PulseParameters, 'ratios' | 'angles'>;

/**
 * Heights, times, widths and areas of the mean beat (points P0 onset, P1 main peak, P2 notch before and P3 crest of the
 * tidal wave, P4 dicrotic notch, P5 dicrotic peak, P6 next onset), after Chu 2012, J Chin Integr Med 10(10):1099.
 * h1–h4 above P0, h5 above P4; t5 from P4 to P6. `beat` runs from onset to onset. Angles need `gramForcePerUnit`: gram-force
 * for one unit of the wave (for Pa the sensor's effective area in m² over 0.00980665 N); null leaves them null.
 */
export function pulseParameters(
  beat: Float64Array,
  points: BeatFiducials,
  rateHz: number,
  gramForcePerUnit: number | null = null,
): PulseParameters {
  const measures = beatMeasures(beat, points, rateHz);
  return {
    ...measures,
    ratios: ratiosOf(measures),
    angles: waveAngles(beat, points, rateHz, gramForcePerUnit),
  };
}

function ratiosOf({ h1, h2, h3, h4, h5, t1, t4, t, w1, w2, as, ad }: Measures): PulseRatios {
  return {
    h2h1: ratio(h2, h1),
    h3h1: ratio(h3, h1),
    h4h1: ratio(h4, h1),
    h5h1: ratio(h5, h1),
    t1t: ratio(t1, t),
    t4t: ratio(t4, t),
    w1t: ratio(w1, t),
    w2t: ratio(w2, t),
    asAd: ratio(as, ad),
  };
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 ? null : part / whole;
}

function beatMeasures(beat: Float64Array, points: BeatFiducials, rateHz: number): Measures {
  const { onset: p0, systolicPeak: p1, dicroticNotch: p4, diastolicPeak: p5 } = points;
  const { p2, p3 } = tidalWave(beat, points);
  const p6 = beat.length;
  const height = (p: number | null) => (p === null ? null : valueAt(beat, p) - valueAt(beat, p0));
  const seconds = (p: number | null) => (p === null ? null : (p - p0) / rateHz);
  return {
    h1: height(p1),
    h2: height(p2),
    h3: height(p3),
    h4: height(p4),
    h5: p4 === null || p5 === null ? null : valueAt(beat, p5) - valueAt(beat, p4),
    t1: seconds(p1),
    t2: seconds(p2),
    t3: seconds(p3),
    t4: seconds(p4),
    t5: p4 === null ? null : (p6 - p4) / rateHz,
    t: seconds(p6),
    w1: widthS(beat, p0, p1, W1_LEVEL, rateHz),
    w2: widthS(beat, p0, p1, W2_LEVEL, rateHz),
    as: p4 === null ? null : area(beat, p0, p4, rateHz),
    ad: p4 === null ? null : area(beat, p4, p6, rateHz),
  };
}

/**
 * P3 is the last hill between main peak and notch; where the tidal wave is only a shoulder, the late systolic point p2
 * of the third derivative. P2 is the valley before it, or the bend `c` of the second derivative.
 */
function tidalWave(beat: Float64Array, points: BeatFiducials): { p2: number | null; p3: number | null } {
  const { systolicPeak, dicroticNotch } = points;
  if (dicroticNotch === null) return { p2: null, p3: null };
  const hill = lastExtremum(beat, Math.ceil(systolicPeak), Math.floor(dicroticNotch), 1);
  const shoulder = points.p2 !== null && points.p2 > systolicPeak && points.p2 < dicroticNotch ? points.p2 : null;
  const p3 = hill ?? shoulder;
  if (p3 === null) return { p2: null, p3: null };
  const valley = lastExtremum(beat, Math.ceil(systolicPeak), Math.floor(p3), -1);
  const bend = points.c !== null && points.c > systolicPeak && points.c < p3 ? points.c : null;
  return { p2: valley ?? bend, p3 };
}

/** Time between the crossings of one level, the same on both flanks, interpolated between samples. */
function widthS(beat: Float64Array, p0: number, p1: number, share: number, rateHz: number): number | null {
  const foot = valueAt(beat, p0);
  const top = argMax(beat, Math.floor(p0), Math.ceil(p1));
  const level = foot + share * ((beat[top] as number) - foot);
  const left = crossing(beat, top, -1, level);
  const right = crossing(beat, top, 1, level);
  return left === null || right === null ? null : (right - left) / rateHz;
}

/** Trapezoids above the first sample, between positions `from` and `to`; the sample at the next onset counts as 0. */
function area(beat: Float64Array, from: number, to: number, rateHz: number): number {
  const foot = beat[0] as number;
  const height = (at: number) => (at >= beat.length ? 0 : valueAt(beat, at) - foot);
  let sum = 0;
  let left = from;
  while (left < to) {
    const right = Math.min(to, Math.floor(left) + 1);
    sum += ((height(left) + height(right)) / 2) * (right - left);
    left = right;
  }
  return sum / rateHz;
}
