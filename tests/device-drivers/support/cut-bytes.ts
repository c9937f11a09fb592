import fc from 'fast-check';
import type { ByteParser, Framed } from '../../../device-drivers/session/framed.ts';

type Create<M> = (emit: (item: Framed<M>) => void) => ByteParser;

/** What a parser makes of a stream that arrives in these pieces. */
export function parsePieces<M>(create: Create<M>, pieces: readonly Uint8Array[]): Framed<M>[] {
  const items: Framed<M>[] = [];
  const parser = create((item) => items.push(item));
  for (const piece of pieces) parser.push(Uint8Array.from(piece));
  parser.finish();
  return items;
}

export function cutAt(stream: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const borders = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
  return borders.slice(1).map((border, at) => stream.subarray(borders[at], border));
}

/** Frames with noise, damage and repeats between them, and places to cut. */
export function streamOf(frames: readonly Uint8Array[]) {
  const frame = fc.constantFrom(...frames);
  const damaged = fc.tuple(frame, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([bytes, at, flip]) => {
    const copy = Uint8Array.from(bytes);
    copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ flip;
    return copy;
  });
  const beginning = fc.tuple(frame, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length));
  const piece = fc.oneof(frame, damaged, beginning, fc.uint8Array({ maxLength: 12 }));
  return fc.record({
    stream: fc.array(piece, { maxLength: 12 }).map((pieces) => Uint8Array.from(pieces.flatMap((part) => [...part]))),
    cuts: fc.array(fc.nat(), { maxLength: 20 }),
  });
}

/** Every byte is in exactly one item. */
export const bytesIn = (items: readonly { readonly byteCount: number }[]): number =>
  items.reduce((sum, { byteCount }) => sum + byteCount, 0);
