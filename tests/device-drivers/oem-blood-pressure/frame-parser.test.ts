import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNibpParser } from '../../../device-drivers/oem-blood-pressure/frame-parser.ts';
import {
  encodePolledCuff,
  encodeReply,
  encodeResult,
  encodeStreamedCuff,
} from '../../../device-drivers/oem-blood-pressure/messages.ts';
import { STREAMED_RESULT_BYTES } from '../../../device-drivers/oem-blood-pressure/protocol.ts';
import { encodeResultData } from '../../../device-drivers/oem-blood-pressure/result-layout.ts';
import { bytesIn, cutAt, parsePieces, streamOf } from '../support/cut-bytes.ts';

const data = encodeResultData({ systolicMmHg: 126, meanMmHg: 95, diastolicMmHg: 80, pulseRateBpm: 72 });
const frames = [
  encodeReply('received'),
  encodeStreamedCuff(0x3e),
  encodePolledCuff(62),
  encodeReply('done'),
  encodeResult(data, 'streamed'),
  encodeResult(data, 'polled'),
];

describe('the parser of a blood-pressure module', () => {
  it('finds every frame of a clean stream', () => {
    const items = parsePieces(createNibpParser, [Buffer.concat(frames)]);
    expect(items.map(({ kind }) => kind)).toEqual(frames.map(() => 'message'));
  });

  it('finds a frame again that begins inside a broken one', () => {
    const broken = encodeResult(data, 'streamed').slice(0, 9);
    const items = parsePieces(createNibpParser, [broken, encodeStreamedCuff(142), ...frames]);
    expect(items.filter(({ kind }) => kind === 'message')).toHaveLength(1 + frames.length);
  });

  it('makes the same of a stream however it is cut, and counts every byte once', () => {
    fc.assert(
      fc.property(streamOf(frames), ({ stream, cuts }) => {
        const whole = parsePieces(createNibpParser, [stream]);
        expect(parsePieces(createNibpParser, cutAt(stream, cuts))).toEqual(whole);
        expect(
          parsePieces(
            createNibpParser,
            [...stream].map((byte) => Uint8Array.of(byte)),
          ),
        ).toEqual(whole);
        expect(bytesIn(whole)).toBe(stream.length);
      }),
    );
  });

  it('holds no more than one frame and gives no value out of its range for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (stream) => {
        const parser = createNibpParser((item) => {
          if (item.kind !== 'message' || item.message.kind !== 'cuff') return;
          expect(item.message.pressureMmHg).toBeLessThanOrEqual(330);
        });
        parser.push(stream.map((byte) => (byte % 5 === 0 ? 0x3e : byte)));
        expect(parser.heldBytes).toBeLessThan(4096 + STREAMED_RESULT_BYTES);
      }),
    );
  });
});
