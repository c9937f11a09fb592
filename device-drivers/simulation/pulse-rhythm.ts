import type { PulseKindModel } from './pulse-kinds.ts';
import { hashedNormal, hashedUnit } from './seeded-random.ts';

/** Start and length of one beat, seconds. */
export interface BeatTiming {
  readonly startS: number;
  readonly lengthS: number;
}

/** Breathing 15 times a minute lengthens and shortens the intervals by 2 % (respiratory sinus arrhythmia, at rest). */
export const BREATHS_PER_S = 0.25;
const SINUS_ARRHYTHMIA = 0.02;

/** The first sample falls somewhere within a beat, as when a real sensor is switched on. */
const LEAD_IN_BEATS = 3;

/** Beats of one endless pulse, laid down as far as asked and kept, so that every reader sees the same ones. */
export class BeatTimeline {
  private readonly beats: BeatTiming[] = [];
  private readonly model: PulseKindModel;
  private readonly rateBpm: number;
  private readonly seed: number;
  private readonly stream: number;

  constructor(model: PulseKindModel, rateBpm: number, seed: number, stream: number) {
    this.model = model;
    this.rateBpm = rateBpm;
    this.seed = seed;
    this.stream = stream;
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
    const usualS = 60 / this.rateBpm;
    let last = this.beats.at(-1);
    let startS = last ? last.startS + last.lengthS : -usualS * (LEAD_IN_BEATS + hashedUnit(this.seed, this.stream, -1));
    while (startS <= toS) {
      last = { startS, lengthS: usualS * this.lengthShare(startS) };
      this.beats.push(last);
      startS += last.lengthS;
    }
  }

  private lengthShare(startS: number): number {
    const index = this.beats.length;
    const breathing = SINUS_ARRHYTHMIA * Math.sin(2 * Math.PI * BREATHS_PER_S * startS);
    const own = this.model.variability * hashedNormal(this.seed, this.stream + 1, index);
    const scatter = this.model.irregularity * (2 * hashedUnit(this.seed, this.stream + 9, index) - 1);
    return 1 + breathing + own + scatter;
  }
}
