import type { BeatTimeline } from './beat-timeline.ts';
import { type BeatShape, beatAt, beatTailS } from './beat-wave.ts';

/** A beat begins this long before its start. */
const HEAD_S = 0.15;
/** No beat lasts longer: the tail of a paused one at 25 a minute. */
const LONGEST_TAIL_S = 8;

/** The wave without drift and noise, percussion height 1, at `startS + i * stepS`: the sum of all beats. */
export function cleanWave(
  shape: BeatShape,
  timeline: BeatTimeline,
  startS: number,
  stepS: number,
  count: number,
): Float64Array {
  const wave = new Float64Array(count);
  const endS = startS + count * stepS;
  for (const beat of timeline.between(startS - LONGEST_TAIL_S, endS + HEAD_S)) {
    const tailS = Math.min(LONGEST_TAIL_S, beatTailS(shape, beat));
    const from = Math.max(0, Math.ceil((beat.startS - HEAD_S - startS) / stepS));
    const to = Math.min(count, Math.floor((beat.startS + tailS - startS) / stepS) + 1);
    for (let i = from; i < to; i += 1) {
      wave[i] = (wave[i] as number) + beatAt(shape, beat, startS + i * stepS - beat.startS);
    }
  }
  return wave;
}
