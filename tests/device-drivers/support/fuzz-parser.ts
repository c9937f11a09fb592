import type { DecodedValue, RegisteredParser } from '../../../device-drivers/contract/registration.ts';
import type { ByteParser, Framed } from '../../../device-drivers/session/framed.ts';
import { seededRandom } from '../../../device-drivers/simulation/seeded-noise.ts';

export interface FuzzResult {
  readonly bytes: number;
  readonly messages: number;
  readonly discardedBytes: number;
  readonly mostHeldBytes: number;
  /** Decoded numbers outside their documented range, as text; at most ten. */
  readonly outOfRange: readonly string[];
  /** Bytes that are in no item; 0 when every byte was accounted for. */
  readonly unaccounted: number;
}

const MOST_REPORTED = 10;
/** A fresh parser now and then, so that a mode of one does not hide the others. */
const BYTES_A_PARSER = 200_000;

/**
 * Random and mutated bytes through one parser: good frames whole, torn, with flipped bytes and out of order, runs of
 * one byte, pure noise; cut at random places. The same bytes for a seed.
 */
export function fuzzParser(parser: RegisteredParser, totalBytes: number, seed: number): FuzzResult {
  const random = seededRandom(seed);
  const frames = parser.sampleFrames();
  const outOfRange: string[] = [];
  let bytes = 0;
  let messages = 0;
  let discardedBytes = 0;
  let accounted = 0;
  let mostHeldBytes = 0;

  const onItem = (item: Framed<readonly DecodedValue[]>): void => {
    accounted += item.byteCount;
    if (item.kind === 'discarded') {
      discardedBytes += item.byteCount;
      return;
    }
    messages += 1;
    for (const { name, value, least, most } of item.message) {
      const right = value >= least && value <= most;
      if (!right && outOfRange.length < MOST_REPORTED) outOfRange.push(`${name} ${value} (${least}–${most})`);
    }
  };
  while (bytes < totalBytes) {
    const own = parser.create(onItem);
    const end = Math.min(totalBytes, bytes + BYTES_A_PARSER);
    while (bytes < end) {
      const piece = nextPiece(frames, random);
      pushInPieces(own, piece, random);
      bytes += piece.length;
      mostHeldBytes = Math.max(mostHeldBytes, own.heldBytes);
    }
    own.finish();
  }
  return { bytes, messages, discardedBytes, mostHeldBytes, outOfRange, unaccounted: bytes - accounted };
}

function nextPiece(frames: readonly Uint8Array[], random: () => number): Uint8Array {
  const below = (limit: number): number => Math.floor(random() * limit);
  const frameAt = (at: number): Uint8Array => frames[at % frames.length] ?? new Uint8Array(1);
  const kind = below(6);
  if (kind === 0) return Uint8Array.from({ length: 1 + below(200) }, () => below(256));
  if (kind === 1) return new Uint8Array(1 + below(300)).fill(below(256));
  const from = below(frames.length);
  const run = Buffer.concat(Array.from({ length: 1 + below(12) }, (_, at) => frameAt(from + at)));
  if (kind === 2) return run;
  if (kind === 3) return run.subarray(0, 1 + below(run.length));
  const copy = Uint8Array.from(run);
  for (let hit = 1 + below(5); hit > 0; hit -= 1) copy[below(copy.length)] = below(256);
  if (kind === 4) return copy;
  return Buffer.concat([frameAt(from + 1), frameAt(from), copy, frameAt(from)]);
}

function pushInPieces(parser: ByteParser, bytes: Uint8Array, random: () => number): void {
  let from = 0;
  while (from < bytes.length) {
    const until = Math.min(bytes.length, from + 1 + Math.floor(random() * 64));
    parser.push(bytes.subarray(from, until));
    from = until;
  }
}
