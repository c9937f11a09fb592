import type { QualityReason } from '../../domain/quality.ts';
import { LEAST_RANGE_PA } from './analyze-recording.ts';

/** Judged at this rate at least: averages of whole numbers of samples. A faster sensor costs no more to judge. */
const LIVE_RATE_HZ = 100;
/** Judged anew this often, counted in samples: how the stream is cut into batches changes nothing. */
const HOP_S = 0.1;
/** Enough for three beats at 45 a minute. */
const WINDOW_S = 4;
/** A fault is named from the last second alone, so that it is named, and forgotten, within a second. */
const JUDGED_S = 1;
/** What is usual is learnt from the clear seconds of the last ten. */
const USUAL_S = 10;
/** As for whole recordings: this long on one value at the end of the range is cut off, this long on any is no wave. */
const SATURATED_RUN_S = 0.08;
const FLAT_RUN_S = 0.5;
/** A second with more than twice the range of the largest clear one was moved. */
const MOTION_RATIO = 2;
/** Clear time before a range may be compared: longer than a pause of a slow pulse, in which nothing is large. */
const LEAST_CLEAR_S = 3;
/** A wave that is large and even for this long is a better contact, not a movement: no second much below the largest. */
const SETTLED_S = 3;
const SETTLED_SHARE = 0.6;
/** No pulse is this large: 112 mmHg. */
const LARGEST_PULSE_PA = 15_000;
/**
 * Roughness: deviation of a sample from the mean of its neighbours, against the range. On generated pulses at 50–1000 Hz a
 * clean wave stays below 0.02 and the mean beat suffers from 0.12 on; white noise alone gives about 0.2.
 */
const ROUGHNESS_LIMIT = 0.12;
/** Below this rate the upstroke itself is rough. */
const LEAST_RATE_FOR_ROUGHNESS_HZ = 50;

/** How a stream of one rate is cut, whatever its batches. */
export interface LiveTiming {
  /** Samples in one average. */
  readonly stride: number;
  /** Rate of the averages. */
  readonly liveRateHz: number;
  /** Samples from one judgement to the next. */
  readonly hopSamples: number;
}

export function liveTiming(sampleRateHz: number): LiveTiming {
  const stride = Math.max(1, Math.floor(sampleRateHz / LIVE_RATE_HZ));
  const liveRateHz = sampleRateHz / stride;
  return { stride, liveRateHz, hopSamples: stride * Math.max(1, Math.round(HOP_S * liveRateHz)) };
}

interface Hop {
  readonly low: number;
  readonly high: number;
  /** Longest run of one value that was going on in this hop, samples, and the value. */
  readonly run: number;
  readonly runValue: number;
}

export interface LiveChannelState {
  /** Range of the last second, in the unit of the samples. */
  readonly range: number;
  readonly faults: readonly QualityReason[];
}

/** One channel of a stream: the last four seconds thinned, and a judgement of the last one. */
export class LiveChannel {
  private readonly timing: LiveTiming;
  private readonly sampleRateHz: number;
  private readonly capacity: number;
  private readonly kept: Float64Array;
  private filled = 0;
  private sum = 0;
  private summed = 0;
  private low = Number.POSITIVE_INFINITY;
  private high = Number.NEGATIVE_INFINITY;
  private last = Number.NaN;
  private run = 0;
  private longestRun = 0;
  private longestValue = Number.NaN;
  private hops: Hop[] = [];
  /** Ranges of the last seconds, one a hop, and whether each was clear. */
  private seconds: { readonly range: number; readonly clear: boolean }[] = [];

  constructor(sampleRateHz: number) {
    this.sampleRateHz = sampleRateHz;
    this.timing = liveTiming(sampleRateHz);
    this.capacity = Math.ceil(WINDOW_S * this.timing.liveRateHz);
    this.kept = new Float64Array(this.capacity);
  }

  /** The thinned window, oldest first. */
  get window(): Float64Array {
    return this.kept.subarray(0, this.filled);
  }

  /** Takes samples `from … to` of a batch; a hop must not be crossed. */
  take(batch: Float32Array, from: number, to: number): void {
    for (let i = from; i < to; i += 1) {
      const value = batch[i] as number;
      if (value < this.low) this.low = value;
      if (value > this.high) this.high = value;
      this.run = value === this.last ? this.run + 1 : 1;
      this.last = value;
      if (this.run > this.longestRun) {
        this.longestRun = this.run;
        this.longestValue = value;
      }
      this.sum += value;
      this.summed += 1;
      if (this.summed === this.timing.stride) this.keep(this.sum / this.summed);
    }
  }

  /** Ends a hop and judges the last second. `touching` false is what the instrument says of contact. */
  judge(touching: boolean): LiveChannelState {
    this.hops.push({ low: this.low, high: this.high, run: this.longestRun, runValue: this.longestValue });
    if (this.hops.length > this.hopsIn(JUDGED_S)) this.hops.shift();
    this.low = Number.POSITIVE_INFINITY;
    this.high = Number.NEGATIVE_INFINITY;
    this.longestRun = this.run;
    this.longestValue = this.last;
    const range = rangeOf(this.lastSecond());
    const faults = touching ? this.faults(range) : (['no-contact'] as const);
    this.seconds.push({ range, clear: faults.length === 0 });
    if (this.seconds.length > this.hopsIn(USUAL_S)) this.seconds.shift();
    return { range, faults };
  }

  private keep(value: number): void {
    if (this.filled === this.capacity) this.kept.copyWithin(0, 1);
    else this.filled += 1;
    this.kept[this.filled - 1] = value;
    this.sum = 0;
    this.summed = 0;
  }

  private hopsIn(durationS: number): number {
    return Math.round((durationS * this.sampleRateHz) / this.timing.hopSamples);
  }

  private lastSecond(): Float64Array {
    return this.window.subarray(Math.max(0, this.filled - Math.round(JUDGED_S * this.timing.liveRateHz)));
  }

  private faults(range: number): QualityReason[] {
    const cut = this.cutOff();
    if (cut !== null) return [cut];
    if (this.moved(range)) return ['motion'];
    if (this.isWeak()) return ['too-weak'];
    return this.isRough(range) ? ['noisy'] : [];
  }

  private cutOff(): QualityReason | null {
    const low = Math.min(...this.hops.map((hop) => hop.low));
    const high = Math.max(...this.hops.map((hop) => hop.high));
    const still = this.hops.find(({ run }) => run >= FLAT_RUN_S * this.sampleRateHz);
    if (still !== undefined) return still.runValue === high && low < high ? 'saturated' : 'no-contact';
    if (low === high) return 'no-contact';
    const least = Math.max(3, SATURATED_RUN_S * this.sampleRateHz);
    const atEnd = ({ run, runValue }: Hop) => run >= least && (runValue === low || runValue === high);
    return this.hops.some(atEnd) ? 'saturated' : null;
  }

  private moved(range: number): boolean {
    if (range > LARGEST_PULSE_PA) return true;
    const clear = this.seconds.filter((second) => second.clear).map((second) => second.range);
    if (clear.length < this.hopsIn(LEAST_CLEAR_S) || range <= MOTION_RATIO * Math.max(...clear)) return false;
    const latest = this.seconds.slice(-this.hopsIn(SETTLED_S)).map((second) => second.range);
    return Math.min(...latest) < SETTLED_SHARE * Math.max(range, ...latest);
  }

  /** A slow drift is no pulse: the range beside the straight line through the last second. */
  private isWeak(): boolean {
    const wave = this.lastSecond();
    const centre = (wave.length - 1) / 2;
    let products = 0;
    let squares = 0;
    wave.forEach((value, i) => {
      products += (i - centre) * value;
      squares += (i - centre) ** 2;
    });
    const slope = squares > 0 ? products / squares : 0;
    return rangeOf(wave.map((value, i) => value - slope * i)) < LEAST_RANGE_PA;
  }

  private isRough(range: number): boolean {
    if (this.timing.liveRateHz < LEAST_RATE_FOR_ROUGHNESS_HZ) return false;
    const wave = this.lastSecond();
    let squares = 0;
    for (let i = 1; i < wave.length - 1; i += 1) {
      const bend = (wave[i] as number) - ((wave[i - 1] as number) + (wave[i + 1] as number)) / 2;
      squares += bend * bend;
    }
    return Math.sqrt(squares / wave.length) > ROUGHNESS_LIMIT * range;
  }
}

function rangeOf(values: Float64Array): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return values.length === 0 ? 0 : high - low;
}
