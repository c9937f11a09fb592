import type { BeatTiming } from './beat-wave.ts';
import type { PulseRhythmModel } from './pulse-rhythms.ts';
import { hashedNormal, hashedUnit } from './seeded-random.ts';

/** Breathing 15 times a minute. */
export const BREATHS_PER_S = 0.25;

/** The first sample falls somewhere within a beat, as when a real sensor is switched on. */
const LEAD_IN_BEATS = 3;
/** The refractory period: no beat follows another sooner. */
const SHORTEST_S = 0.28;
/** Filling: a beat after a short interval is smaller, one after a long interval a little larger. */
const FILLING_POWER = 0.6;
const LEAST_HEIGHT = 0.4;
const MOST_HEIGHT = 1.2;

/** What one pulse beats to. */
export interface TimelineOptions {
  readonly rhythm: PulseRhythmModel;
  readonly rateBpm: number;
  /** Standard deviation of a beat's own variation, as a share of the interval. */
  readonly variability: number;
  readonly seed: number;
  /** Tells steps and wrists of one seed apart. */
  readonly stream: number;
}

/** Beats of one endless pulse, laid down as far as asked and kept, so that every reader sees the same ones. */
export class BeatTimeline {
  private readonly beats: BeatTiming[] = [];
  private readonly options: TimelineOptions;

  constructor(options: TimelineOptions) {
    this.options = options;
  }

  /** Beats that start within `fromS … toS`, in order. */
  between(fromS: number, toS: number): readonly BeatTiming[] {
    this.extendTo(toS);
    let low = 0;
    let high = this.beats.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.beats[middle] as BeatTiming).startS < fromS) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.beats.length && (this.beats[end] as BeatTiming).startS <= toS) end += 1;
    return this.beats.slice(low, end);
  }

  private extendTo(toS: number): void {
    const { rateBpm, seed, stream } = this.options;
    const usualS = 60 / rateBpm;
    let last = this.beats.at(-1);
    let startS = last ? last.startS + last.lengthS : -usualS * (LEAD_IN_BEATS + hashedUnit(seed, stream, -1));
    while (startS <= toS) {
      const beforeS: number = last?.lengthS ?? usualS;
      const lengthS = Math.max(SHORTEST_S, usualS * this.lengthShare(startS));
      const filling = (beforeS / usualS) ** FILLING_POWER;
      last = { startS, lengthS, beforeS, height: Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, filling)) };
      this.beats.push(last);
      startS += lengthS;
    }
  }

  private lengthShare(startS: number): number {
    const { rhythm, variability, seed, stream } = this.options;
    const index = this.beats.length;
    const breathing = rhythm.breathing * Math.sin(2 * Math.PI * BREATHS_PER_S * startS);
    const own = variability * hashedNormal(seed, stream + 1, index);
    const share = rhythm.share((part, at) => hashedUnit(seed, stream + 9 + part, at), index);
    return share * (1 + breathing + own);
  }
}
