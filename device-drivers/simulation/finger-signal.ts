import { readResampled } from './resampled-pulse.ts';
import type { PulseContext, PulseSource } from './sources.ts';

/** What an oximeter sees of a finger at one sample. */
export interface FingerSample {
  /** Height of the wave, 0–100. */
  readonly level: number;
  /** The same for a bar of lamps, 0–15. */
  readonly bar: number;
  /** True on the one sample at which a beat rises. */
  readonly beat: boolean;
}

/** The wave of a wrist stands in for that of a finger; nobody is measured. */
const FINGER: PulseContext = { wrist: 'left', step: 'middle', targetPressurePa: 15_000 };
/** Waves of every generated kind lie between −60 and 3460 Pa (three seeds, a minute each); this brings them to 8–99, unclipped. */
const REST_LEVEL = 10;
const PA_PER_LEVEL = 39;
/** About 1000 Pa, on the rising flank of every beat but a weak one. */
const BEAT_LEVEL = 36;

/** Samples in any order, cheapest in rising order: the source is read a second at a time. */
export function createFingerSignal(source: PulseSource, rateHz: number): (index: number) => FingerSample {
  let block: Float32Array = new Float32Array(0);
  let blockStart = -1;
  const levelAt = (index: number): number => {
    const start = index - (index % rateHz);
    if (start !== blockStart) {
      block = readResampled(source, FINGER, rateHz, start, rateHz).guan;
      blockStart = start;
    }
    return Math.min(100, Math.max(0, Math.round(REST_LEVEL + (block[index - start] ?? 0) / PA_PER_LEVEL)));
  };
  let before = 100;
  return (index) => {
    const level = levelAt(index);
    const beat = before < BEAT_LEVEL && level >= BEAT_LEVEL;
    before = level;
    return { level, bar: Math.round((level * 15) / 100), beat };
  };
}
