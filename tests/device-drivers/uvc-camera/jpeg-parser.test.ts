import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createJpegParser } from '../../../device-drivers/uvc-camera/jpeg-parser.ts';
import { MAX_PICTURE_BYTES } from '../../../device-drivers/uvc-camera/protocol.ts';
import { bytesIn, cutAt, parsePieces, streamOf } from '../support/cut-bytes.ts';

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 100, b: 90 } } });
let small = new Uint8Array(0);
let progressive = new Uint8Array(0);
const frames: Uint8Array[] = [];

beforeAll(async () => {
  small = new Uint8Array(await blank(24, 16).jpeg().toBuffer());
  progressive = new Uint8Array(await blank(40, 32).jpeg({ progressive: true }).toBuffer());
  frames.push(small, progressive);
});

describe('the parser of a camera', () => {
  it('gives whole pictures with their sizes, progressive ones, too', () => {
    const items = parsePieces(createJpegParser, [small, progressive]);
    expect(items).toMatchObject([
      { kind: 'message', message: { widthPx: 24, heightPx: 16, bytes: small } },
      { kind: 'message', message: { widthPx: 40, heightPx: 32, bytes: progressive } },
    ]);
  });

  it('takes no start or end inside a segment for a border', () => {
    const comment = Uint8Array.of(0xff, 0xfe, 0, 8, 0xff, 0xd9, 0xff, 0xd8, 0xff, 0xd9);
    const commented = Uint8Array.of(...small.subarray(0, 2), ...comment, ...small.subarray(2));
    expect(parsePieces(createJpegParser, [commented])).toMatchObject([
      { kind: 'message', message: { bytes: commented } },
    ]);
  });

  it('throws a picture away that the next one cuts off, and keeps the next one', () => {
    const half = small.subarray(0, small.length - 20);
    expect(parsePieces(createJpegParser, [half, small])).toMatchObject([
      { kind: 'discarded', reason: 'incomplete', byteCount: half.length },
      { kind: 'message', message: { bytes: small } },
    ]);
  });

  it('gives up a picture that never ends, and finds the next one', () => {
    // Cut inside its compressed data, so that zeros look like more of them.
    const endless = new Uint8Array(MAX_PICTURE_BYTES + 1000);
    endless.set(small.subarray(0, small.length - 4));
    const items = parsePieces(createJpegParser, [endless, small]);
    expect(items[0]).toMatchObject({ kind: 'discarded', reason: 'too-long', byteCount: MAX_PICTURE_BYTES });
    expect(items.at(-1)).toMatchObject({ kind: 'message', message: { bytes: small } });
    expect(bytesIn(items)).toBe(endless.length + small.length);
  });

  it('makes the same of a stream however it is cut, and counts every byte once', () => {
    fc.assert(
      fc.property(streamOf(frames), ({ stream, cuts }) => {
        const whole = parsePieces(createJpegParser, [stream]);
        expect(parsePieces(createJpegParser, cutAt(stream, cuts))).toEqual(whole);
        expect(
          parsePieces(
            createJpegParser,
            [...stream].map((byte) => Uint8Array.of(byte)),
          ),
        ).toEqual(whole);
        expect(bytesIn(whole)).toBe(stream.length);
      }),
      { numRuns: 50 },
    );
  });

  it('survives random bytes full of markers', () => {
    const marker = fc.constantFrom(0xff, 0xd8, 0xd9, 0xda, 0xc0, 0x00, 0x03, 0xd0);
    fc.assert(
      fc.property(fc.array(fc.oneof(marker, fc.nat(255)), { maxLength: 400 }), fc.array(fc.nat()), (bytes, cuts) => {
        const stream = Uint8Array.from(bytes);
        const whole = parsePieces(createJpegParser, [stream]);
        expect(parsePieces(createJpegParser, cutAt(stream, cuts))).toEqual(whole);
        expect(bytesIn(whole)).toBe(stream.length);
      }),
    );
  });
});
