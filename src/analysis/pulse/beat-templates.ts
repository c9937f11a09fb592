import type { BeatBounds } from './beat-boundaries.ts';
import { levelInto } from './levelled-beat.ts';
import { correlation } from './statistics.ts';

/** A beat of the wave's grid with a known end. */
export interface CompleteBeat extends BeatBounds {
  readonly end: number;
}

/** Groups are formed of at most this many beats: more change nothing but the time it takes. */
const MOST_COMPARED = 31;
/** Steps of this share of the recording visit all of it without falling into step with a bigeminy or trigeminy. */
const GOLDEN_SHARE = (Math.sqrt(5) - 1) / 2;
/** Smaller groups are chance: the rarest of the three kinds of trigeminy and quadrigeminy is a quarter of the beats. */
const LEAST_ALIKE = 3;
const LEAST_SHARE = 0.15;
const MOST_GROUPS = 4;

/**
 * Median beats of the recording's groups of like beats, the largest group first: an ectopic beat has another shape than a
 * sinus beat, and where every third is one, no single mean resembles them all. Where fewer than three are alike, one
 * median of all. Compared over the first `compared` of `length` samples; `limit` is the least correlation within a group.
 */
export function beatTemplates(
  wave: Float64Array,
  complete: readonly CompleteBeat[],
  length: number,
  compared: number,
  limit: number,
): Float64Array[] {
  const beats = sampledBeats(wave, complete, length);
  const alike = beats.map((beat) =>
    beats.map((other) => correlation(beat, other, shared(beat, other, compared)) >= limit),
  );
  const left = new Set(beats.keys());
  const templates: Float64Array[] = [];
  while (templates.length < MOST_GROUPS) {
    const group = largestGroup(alike, left);
    if (group.length < Math.max(LEAST_ALIKE, LEAST_SHARE * beats.length)) break;
    for (const member of group) left.delete(member);
    templates.push(
      medianOf(
        group.map((member) => beats[member] as Float64Array),
        length,
      ),
    );
  }
  return templates.length > 0 ? templates : [medianOf(beats, length)];
}

/** Levelled beats, spread over the recording. */
function sampledBeats(wave: Float64Array, complete: readonly CompleteBeat[], length: number): Float64Array[] {
  const beat = ({ onset, end }: CompleteBeat) => {
    const samples = new Float64Array(length);
    return samples.subarray(0, levelInto(samples, wave, onset, end));
  };
  if (complete.length <= MOST_COMPARED) return complete.map(beat);
  const at = (k: number) => Math.floor(((k * GOLDEN_SHARE) % 1) * complete.length);
  return [...new Set(Array.from({ length: MOST_COMPARED }, (_, k) => at(k)))].map((i) =>
    beat(complete[i] as CompleteBeat),
  );
}

function shared(a: Float64Array, b: Float64Array, compared: number): number {
  return Math.min(a.length, b.length, compared);
}

/** The beats that are like the one that most are like, of those `left`; at equal numbers the first. */
function largestGroup(alike: readonly (readonly boolean[])[], left: ReadonlySet<number>): number[] {
  let largest: number[] = [];
  for (const i of left) {
    const group = [...left].filter((j) => alike[i]?.[j] === true);
    if (group.length > largest.length) largest = group;
  }
  return largest;
}

/** Median at each sample; beats that have ended contribute nothing. */
function medianOf(beats: readonly Float64Array[], length: number): Float64Array {
  const template = new Float64Array(length);
  const values = new Float64Array(beats.length);
  for (let i = 0; i < length; i += 1) {
    let known = 0;
    for (const beat of beats) if (i < beat.length) values[known++] = beat[i] as number;
    const sorted = values.subarray(0, known).sort();
    template[i] = sorted[Math.round(0.5 * (known - 1))] ?? 0;
  }
  return template;
}
