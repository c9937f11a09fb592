import type { BeatFiducials } from '../../src/domain/finding.ts';
import type { BeatTimeline } from './beat-timeline.ts';
import { type BeatShape, type BeatTiming, systolicScale } from './beat-wave.ts';
import { cleanWave } from './clean-wave.ts';

/** What the generated wave contains: read off the wave without drift and noise, as fractional sample indexes rounded. */
export interface PulseTruth {
  readonly onsets: readonly number[];
  readonly systolicPeaks: readonly number[];
  /** All points of every beat whose onset and peak lie on the asked samples; null where the wave has no such point. */
  readonly beats: readonly BeatFiducials[];
  /** 60 over the mean interval of the peaks; null with fewer than two. */
  readonly rateBpm: number | null;
}

/** The clean wave is looked at this finely. */
const STEP_S = 0.0005;
/** Sought from before the crest of the percussion wave to after that of the dicrotic wave, in systolic time. */
const BEFORE_CREST_S = 0.3;
const AFTER_DICROTIC_S = 0.25;
const PEAK_BEFORE_S = 0.05;
const PEAK_AFTER_S = 0.12;
const B_WITHIN_S = 0.12;

/** Points of the beats on samples `fromIndex … fromIndex+count-1`. */
export function truthOf(
  shape: BeatShape,
  timeline: BeatTimeline,
  sampleRateHz: number,
  fromIndex: number,
  count: number,
): PulseTruth {
  const inside = (index: number) => index >= fromIndex && index < fromIndex + count;
  const found = timeline
    .between(fromIndex / sampleRateHz - 1, (fromIndex + count) / sampleRateHz + 1)
    .map((beat) => beatTruth(shape, timeline, beat, sampleRateHz));
  const systolicPeaks = found.map((beat) => beat.systolicPeak).filter(inside);
  const first = systolicPeaks[0];
  const last = systolicPeaks.at(-1);
  const spanS = first === undefined || last === undefined ? 0 : (last - first) / sampleRateHz;
  return {
    onsets: found.map((beat) => beat.onset).filter(inside),
    systolicPeaks,
    beats: found.filter((beat) => inside(beat.onset) && inside(beat.systolicPeak)),
    rateBpm: spanS > 0 ? (60 * (systolicPeaks.length - 1)) / spanS : null,
  };
}

function beatTruth(shape: BeatShape, timeline: BeatTimeline, beat: BeatTiming, sampleRateHz: number): BeatFiducials {
  const scale = systolicScale(beat);
  const [percussion, tidal, dicrotic] = shape.waves;
  const originS = beat.startS + (percussion.crestS - BEFORE_CREST_S) * scale;
  const untilS = beat.startS + (dicrotic.crestS + AFTER_DICROTIC_S) * scale;
  const wave = cleanWave(shape, timeline, originS, STEP_S, Math.round((untilS - originS) / STEP_S));
  const at = (sinceStartS: number) => Math.round((beat.startS + sinceStartS * scale - originS) / STEP_S);
  const crest = at(percussion.crestS);
  const systolicPeak = highest(wave, crest - at1(PEAK_BEFORE_S), crest + at1(PEAK_AFTER_S));
  const onset = lowest(wave, 0, crest);
  const points = pointsOf(wave, onset, systolicPeak, {
    bUntil: at1(B_WITHIN_S * scale),
    eFrom: at((tidal.crestS + dicrotic.crestS) / 2),
    eTo: at(dicrotic.crestS),
  });
  const toSample = (index: number | null) =>
    index === null ? null : Math.round((originS + index * STEP_S) * sampleRateHz);
  const { c, d, e, f, p1, p2, u, v, w, a, b, dicroticNotch, diastolicPeak } = points;
  return {
    onset: toSample(onset) as number,
    systolicPeak: toSample(systolicPeak) as number,
    dicroticNotch: toSample(dicroticNotch),
    diastolicPeak: toSample(diastolicPeak),
    u: toSample(u),
    v: toSample(v),
    w: toSample(w),
    a: toSample(a),
    b: toSample(b),
    c: toSample(c),
    d: toSample(d),
    e: toSample(e),
    f: toSample(f),
    p1: toSample(p1),
    p2: toSample(p2),
  };
}

function at1(durationS: number): number {
  return Math.round(durationS / STEP_S);
}

interface Windows {
  readonly bUntil: number;
  readonly eFrom: number;
  readonly eTo: number;
}

/** Definitions of Goda, Charlton & Behar 2024 (pyPPG), Physiol Meas 45 045001, on the exact derivatives. */
function pointsOf(
  wave: Float64Array,
  onset: number,
  peak: number,
  { bUntil, eFrom, eTo }: Windows,
): Omit<BeatFiducials, 'onset' | 'systolicPeak'> {
  const first = slope(wave);
  const second = slope(first);
  const third = slope(second);
  const u = highest(first, onset, peak);
  const a = highest(second, onset, u);
  const b = lowest(second, u, u + bUntil);
  const e = tallest(second, maxima(second, Math.max(eFrom, peak), eTo));
  if (e === null) return { ...NOTHING_LATE, u, a, b };
  const v = lowest(first, peak, e);
  const w = maxima(first, e, first.length)[0] ?? null;
  const f = w === null ? null : (minima(second, w, second.length)[0] ?? null);
  const c = tallest(second, maxima(second, b + 1, e));
  const d = c === null ? null : lowest(second, c, e);
  const valley = minima(wave, v, wave.length)[0] ?? null;
  const hill = valley === null ? null : (maxima(wave, valley, wave.length)[0] ?? null);
  return {
    u,
    v,
    w,
    a,
    b,
    c,
    d,
    e,
    f,
    p1: c === null ? null : (maxima(third, b, c)[0] ?? null),
    p2: d === null ? null : (minima(third, b, d + 1).at(-1) ?? null),
    dicroticNotch: hill === null ? null : valley,
    diastolicPeak: hill,
  };
}

const NOTHING_LATE = {
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
};

function slope(values: Float64Array): Float64Array {
  const last = values.length - 1;
  return values.map((_, i) => (values[Math.min(last, i + 1)] as number) - (values[Math.max(0, i - 1)] as number));
}

function highest(values: Float64Array, from: number, to: number): number {
  let best = Math.max(0, from);
  for (let i = best; i <= to && i < values.length; i += 1) {
    if ((values[i] as number) > (values[best] as number)) best = i;
  }
  return best;
}

function lowest(values: Float64Array, from: number, to: number): number {
  let best = Math.max(0, from);
  for (let i = best; i <= to && i < values.length; i += 1) {
    if ((values[i] as number) < (values[best] as number)) best = i;
  }
  return best;
}

/** Indexes strictly inside `from … to` where the values turn downwards. */
function maxima(values: Float64Array, from: number, to: number): number[] {
  const found: number[] = [];
  for (let i = Math.max(2, from + 1); i < Math.min(to, values.length - 2); i += 1) {
    const here = values[i] as number;
    if (here > (values[i - 1] as number) && here >= (values[i + 1] as number)) found.push(i);
  }
  return found;
}

function minima(values: Float64Array, from: number, to: number): number[] {
  return maxima(
    values.map((value) => -value),
    from,
    to,
  );
}

function tallest(values: Float64Array, indexes: readonly number[]): number | null {
  return indexes.reduce<number | null>(
    (best, i) => (best === null || (values[i] as number) > (values[best] as number) ? i : best),
    null,
  );
}
