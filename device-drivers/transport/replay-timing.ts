import { seededRandom } from '../simulation/seeded-noise.ts';

/** `recorded`: as fast as the instrument was. `full`: as fast as the driver reads. `recut`: full, with other chunk borders. */
export type ReplayMode =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'full' }
  | { readonly kind: 'recut'; readonly seed: number };

/** From single bytes to a little more than the 4096-byte reads a serial port gives, small ones often. */
const LARGEST_CUT_BYTES = 5000;

export interface TimedChunk {
  /** Milliseconds after the stage's command. */
  readonly afterMs: number;
  readonly bytes: Uint8Array;
}

/** Cuts the same bytes at random positions; a skewed draw so that both single bytes and long runs come. */
function recutChunks(chunks: readonly TimedChunk[], random: () => number): TimedChunk[] {
  const all = Buffer.concat(chunks.map((chunk) => chunk.bytes));
  const cut: TimedChunk[] = [];
  for (let from = 0; from < all.length; ) {
    const length = 1 + Math.floor(random() ** 6 * LARGEST_CUT_BYTES);
    cut.push({ afterMs: 0, bytes: all.subarray(from, from + length) });
    from += length;
  }
  return cut;
}

/** The chunks of one stage as this mode delivers them. */
export function createChunkTiming(mode: ReplayMode): (chunks: readonly TimedChunk[]) => readonly TimedChunk[] {
  if (mode.kind === 'recorded') return (chunks) => chunks;
  if (mode.kind === 'full') return (chunks) => chunks.map(({ bytes }) => ({ afterMs: 0, bytes }));
  const random = seededRandom(mode.seed);
  return (chunks) => recutChunks(chunks, random);
}
