import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecodedValue, RegisteredParser } from '../../../device-drivers/contract/registration.ts';
import { REGISTERED_DRIVERS } from '../../../device-drivers/registry.ts';
import type { Framed } from '../../../device-drivers/session/framed.ts';
import { seededRandom } from '../../../device-drivers/simulation/seeded-noise.ts';
import { EVERY_PARSER } from '../support/every-parser.ts';
import { fuzzParser } from '../support/fuzz-parser.ts';

type Item = Framed<readonly DecodedValue[]>;

/** Per parser; `node tests/evaluation/fuzz-parsers.ts` takes ten million. */
const FUZZ_BYTES = 60_000;
/** A piece of noise may take the frame beside it with it; there are three pieces. */
const LOST_TO_NOISE = 3;
const NOISE_BYTES = 5_000_000;

function parse(parser: RegisteredParser, chunks: readonly Uint8Array[]): Item[] {
  const items: Item[] = [];
  const own = parser.create((item) => items.push(item));
  for (const chunk of chunks) own.push(chunk);
  own.finish();
  return items;
}

/** Two runs as text: comparing that is many times cheaper than comparing items. */
const told = (items: readonly Item[]): string =>
  JSON.stringify(items.map((item) => (item.kind === 'message' ? item : { ...item, bytes: [...item.bytes] })));
const accepted = (items: readonly Item[]): number => items.filter((item) => item.kind === 'message').length;
const accounted = (items: readonly Item[]): number => items.reduce((sum, item) => sum + item.byteCount, 0);

function expectInRange(items: readonly Item[]): void {
  for (const item of items) {
    if (item.kind === 'discarded') continue;
    for (const { value, least, most } of item.message) {
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
    }
  }
}

function noise(seed: number, length: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

describe('every registered device', () => {
  it('offers its parsers to this suite', () => {
    for (const device of REGISTERED_DRIVERS) expect(device.parsers.length, device.id).toBeGreaterThan(0);
  });
});

describe.each(EVERY_PARSER)('the parser of %s', (_, parser, device) => {
  const frames = parser.sampleFrames();
  const whole = Buffer.concat(frames);

  it('takes every one of its good frames and throws nothing away', () => {
    const items = parse(parser, [whole]);
    expect(accepted(items)).toBe(frames.length);
    expect(accounted(items)).toBe(whole.length);
    expectInRange(items);
  });

  it('finds frames with garbage before, between and after them', () => {
    const half = Math.floor(frames.length / 2);
    const chunks = [
      noise(1, 50),
      Buffer.concat(frames.slice(0, half)),
      noise(2, 50),
      Buffer.concat(frames.slice(half)),
      noise(3, 50),
    ];
    const items = parse(parser, chunks);
    expect(accounted(items)).toBe(whole.length + 150);
    // Noise inside a download breaks it off; what a stateful protocol keeps is the half before.
    expect(accepted(items)).toBeGreaterThanOrEqual(half - LOST_TO_NOISE);
    if (parser.name !== 'stored values') {
      expect(accepted(items)).toBeGreaterThanOrEqual(frames.length - LOST_TO_NOISE);
    }
  });

  it('says the same at every split position', () => {
    const bytes = Buffer.concat(frames.slice(0, 7));
    const once = told(parse(parser, [bytes]));
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(told(parse(parser, [bytes.subarray(0, at), bytes.subarray(at)]))).toBe(once);
    }
  });

  it('says the same whole, byte by byte and in random pieces, also of damaged bytes', () => {
    const damaged = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(damaged, fc.array(fc.nat(), { maxLength: 20 }), fc.nat(), (hits, cuts, from) => {
        const bytes = Uint8Array.from(Buffer.concat(frames.slice(from % frames.length).slice(0, 8)));
        for (const [at, value] of hits) bytes[at % bytes.length] = value;
        const once = parse(parser, [bytes]);
        const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
        const pieces = [...ends, bytes.length].map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
        expect(told(parse(parser, pieces))).toBe(told(once));
        expect(
          told(
            parse(
              parser,
              Array.from(bytes, (byte) => Uint8Array.of(byte)),
            ),
          ),
        ).toBe(told(once));
        expect(accounted(once)).toBe(bytes.length);
        expectInRange(once);
      }),
      { numRuns: 30 },
    );
  });

  it('goes on after frames that were dropped, doubled or came late', () => {
    const dropped = frames.filter((__, at) => at % 8 !== 3);
    const doubled = frames.flatMap((frame, at) => (at % 8 === 3 ? [frame, frame] : [frame]));
    const reordered = frames.map((frame, at) =>
      at % 8 === 3 ? (frames[at + 1] ?? frame) : at % 8 === 4 ? (frames[at - 1] ?? frame) : frame,
    );
    for (const stream of [dropped, doubled, reordered]) {
      const items = parse(parser, stream);
      expect(accounted(items)).toBe(Buffer.concat(stream).length);
      expect(accepted(items)).toBeGreaterThan(frames.length / 2);
      expectInRange(items);
    }
  });

  it('believes no frame whose checksum is wrong, where there is one', () => {
    const { damageChecksum } = device;
    if (damageChecksum === undefined) return;
    const damaged = frames.map((frame) => damageChecksum(frame));
    if (damaged.every((frame, at) => Buffer.from(frame).equals(frames[at] ?? frame))) return;
    expect(accepted(parse(parser, damaged))).toBe(0);
    expect(accepted(parse(parser, [...damaged.slice(0, 5), whole]))).toBe(frames.length);
  });

  it('holds little of five megabytes of noise and takes hardly anything for a frame', () => {
    let messages = 0;
    let seen = 0;
    const own = parser.create((item) => {
      seen += item.byteCount;
      if (item.kind === 'message') messages += 1;
    });
    const block = noise(4, 50_000);
    for (let sent = 0; sent < NOISE_BYTES; sent += block.length) own.push(block);
    expect(own.heldBytes).toBeLessThan(parser.mostHeldBytes ?? 10_000);
    own.finish();
    expect(seen).toBe(NOISE_BYTES);
    expect(messages).toBeLessThan(NOISE_BYTES / 1e5);
  });

  it(`takes ${FUZZ_BYTES} random and mutated bytes without an exception, a lost byte or a value out of range`, () => {
    const result = fuzzParser(parser, FUZZ_BYTES, 20_261_125);
    expect(result).toMatchObject({ outOfRange: [], unaccounted: 0 });
    expect(result.messages).toBeGreaterThan(0);
    expect(result.mostHeldBytes).toBeLessThan(parser.mostHeldBytes ?? 10_000);
  });
});
