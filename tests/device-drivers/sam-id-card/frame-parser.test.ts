import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSamParser } from '../../../device-drivers/sam-id-card/frame-parser.ts';
import {
  decodeAnswer,
  encodeAnswer,
  encodeCardContent,
  type SamAnswer,
} from '../../../device-drivers/sam-id-card/messages.ts';
import { MAX_FRAME_BYTES } from '../../../device-drivers/sam-id-card/protocol.ts';
import type { ByteParser, Framed } from '../../../device-drivers/session/framed.ts';
import { bytesIn, cutAt, parsePieces, streamOf } from '../support/cut-bytes.ts';

const create = (emit: (item: Framed<SamAnswer>) => void): ByteParser => createSamParser(decodeAnswer, emit);
const card = encodeAnswer('ok', encodeCardContent({ text: new Uint8Array(256), portrait: new Uint8Array(1024) }));
const frames = [encodeAnswer('found', new Uint8Array(4)), encodeAnswer('no-card'), encodeAnswer('ok'), card];
/** Noise out of the frame's own first bytes. */
const almost = Uint8Array.of(0xaa, 0xaa, 0xaa, 0xaa, 0x96);

describe('the parser of a card reader', () => {
  it('finds every frame between noise that looks like their beginning', () => {
    const items = parsePieces(
      create,
      frames.flatMap((frame) => [almost, frame]),
    );
    expect(items.filter(({ kind }) => kind === 'message')).toHaveLength(frames.length);
  });

  it('finds the next answer after one that was cut short', () => {
    const items = parsePieces(create, [card.subarray(0, 700), card, encodeAnswer('no-card')]);
    expect(items.filter(({ kind }) => kind === 'message')).toHaveLength(2);
  });

  it('keeps none of the bytes it throws away: they may belong to a card', () => {
    const broken = Uint8Array.from(card);
    broken[600] = 0xff;
    const items = parsePieces(create, [broken, card.subarray(0, 300)]);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item).toMatchObject({ kind: 'discarded', bytes: new Uint8Array(0) });
  });

  it('makes the same of a stream however it is cut, and counts every byte once', () => {
    fc.assert(
      fc.property(streamOf(frames), ({ stream, cuts }) => {
        const whole = parsePieces(create, [stream]);
        expect(parsePieces(create, cutAt(stream, cuts))).toEqual(whole);
        expect(
          parsePieces(
            create,
            [...stream].map((byte) => Uint8Array.of(byte)),
          ),
        ).toEqual(whole);
        expect(bytesIn(whole)).toBe(stream.length);
      }),
      { numRuns: 25 },
    );
  });

  it('holds no more than its longest frame, whatever length a broken one claims', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 2 }), fc.uint8Array({ maxLength: 4000 }), (length, rest) => {
        const parser = create(() => undefined);
        parser.push(Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, ...length, ...rest));
        expect(parser.heldBytes).toBeLessThan(4096 + MAX_FRAME_BYTES);
      }),
    );
  });
});
