import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameScanner, type Judgement, MORE } from '../../../device-drivers/session/frame-scanner.ts';
import type { Framed } from '../../../device-drivers/session/framed.ts';

/** A toy protocol: `7e`, a length of 1–4, that many bytes, and their sum. */
function judgeToy(bytes: Uint8Array, from: number): Judgement<string> {
  if (bytes[from] !== 0x7e) return { kind: 'skip', byteCount: 1, reason: 'noise' };
  const length = bytes[from + 1];
  if (length === undefined) return MORE;
  if (length < 1 || length > 4) return { kind: 'skip', byteCount: 1, reason: 'malformed' };
  if (bytes.length < from + length + 3) return MORE;
  const body = bytes.subarray(from + 2, from + 2 + length);
  const sum = body.reduce((total, byte) => (total + byte) & 255, 0);
  if (sum !== bytes[from + 2 + length]) return { kind: 'skip', byteCount: 1, reason: 'wrong-checksum' };
  return { kind: 'message', message: Buffer.from(body).toString('hex'), byteCount: length + 3 };
}

function scan(chunks: readonly Uint8Array[]): Framed<string>[] {
  const items: Framed<string>[] = [];
  const scanner = createFrameScanner({ maxFrameBytes: 7, judge: judgeToy, emit: (item) => items.push(item) });
  for (const chunk of chunks) scanner.push(chunk);
  scanner.finish();
  return items;
}

const frame = (...body: number[]): number[] => [
  0x7e,
  body.length,
  ...body,
  body.reduce((sum, byte) => (sum + byte) & 255, 0),
];

const stream = fc
  .array(
    fc.oneof(
      fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }).map((body) => frame(...body)),
      fc.array(fc.constantFrom(0x7e, 0x01, 0x04, 0xff), { maxLength: 12 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Uint8Array.from(parts.flat()));

describe('the frame scanner', () => {
  it('finds frames between noise and says of every byte where it went', () => {
    const items = scan([Uint8Array.from([1, 2, ...frame(5, 6), 0x7e, 9, ...frame(7), 0x7e, 2])]);
    expect(items).toMatchObject([
      { kind: 'discarded', reason: 'noise', byteCount: 2 },
      { kind: 'message', message: '0506', byteCount: 5 },
      { kind: 'discarded', reason: 'malformed', byteCount: 1 },
      { kind: 'discarded', reason: 'noise', byteCount: 1 },
      { kind: 'message', message: '07', byteCount: 4 },
      { kind: 'discarded', reason: 'incomplete', byteCount: 2 },
    ]);
  });

  it('finds the frame that begins inside a broken one', () => {
    expect(scan([Uint8Array.from([0x7e, 4, ...frame(1), 0x55, 0x66])])).toContainEqual(
      expect.objectContaining({ kind: 'message', message: '01' }),
    );
  });

  it('gives the same items however the stream is cut, and loses no byte', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (bytes, cuts) => {
        const whole = scan([bytes]);
        const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
        const pieces = [...ends, bytes.length].map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
        expect(scan(pieces)).toEqual(whole);
        expect(scan(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
        expect(whole.reduce((sum, item) => sum + item.byteCount, 0)).toBe(bytes.length);
      }),
    );
  });

  it('holds no more than a frame and tells endless noise in pieces', () => {
    const items: Framed<string>[] = [];
    const scanner = createFrameScanner({ maxFrameBytes: 7, judge: judgeToy, emit: (item) => items.push(item) });
    scanner.push(new Uint8Array(1_000_000));
    expect(scanner.heldBytes).toBeLessThanOrEqual(4096 + 7);
    expect(items.every((item) => item.kind === 'discarded' && item.bytes.length <= 32)).toBe(true);
  });
});
