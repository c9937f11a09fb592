import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBridgeParser } from '../../../device-drivers/bps-three-channel/frame-parser.ts';
import {
  type BpsMessage,
  decodeDevicePayload,
  encodeDeviceMessage,
} from '../../../device-drivers/bps-three-channel/messages.ts';
import { MAX_FRAME_BYTES } from '../../../device-drivers/bps-three-channel/protocol.ts';
import type { ByteParser, Framed } from '../../../device-drivers/session/framed.ts';
import { bytesIn, cutAt, parsePieces, streamOf } from '../support/cut-bytes.ts';

const create = (emit: (item: Framed<BpsMessage>) => void): ByteParser => createBridgeParser(decodeDevicePayload, emit);
const frames = (
  [
    { kind: 'bridge', version: 1, linked: true, name: 'BSP' },
    { kind: 'written', command: 'release', ok: true },
    { kind: 'status', status: 'sampling' },
    { kind: 'sample', deviceTimeUs: 0xc047c047, pressurePa: { cun: 10_665, guan: 15_998, chi: 21_331 } },
  ] satisfies BpsMessage[]
).map(encodeDeviceMessage);

describe('the parser of the bridge', () => {
  it('finds a frame that follows one cut short, also inside the bytes that the cut one claims', () => {
    const [bridge = new Uint8Array(0), , , sample = new Uint8Array(0)] = frames;
    const items = parsePieces(create, [sample.subarray(0, 11), sample, bridge]);
    expect(items.filter(({ kind }) => kind === 'message')).toHaveLength(2);
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
    );
  });

  it('gives no pressure out of range for damaged frames and holds no more than one frame', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        const parser = create((item) => {
          if (item.kind !== 'message' || item.message.kind !== 'sample') return;
          for (const pa of Object.values(item.message.pressurePa)) expect(Math.abs(pa)).toBeLessThanOrEqual(120_000);
        });
        parser.push(Uint8Array.from([...frames.flatMap((frame) => [...frame]), 0x47, 0xc0, ...noise]));
        expect(parser.heldBytes).toBeLessThan(4096 + MAX_FRAME_BYTES);
      }),
    );
  });
});
