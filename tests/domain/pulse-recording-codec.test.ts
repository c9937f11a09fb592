import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/domain/crc32.ts';
import { decodePulseRecording, encodePulseRecording } from '../../src/domain/pulse-recording-codec.ts';
import type { PulseRecording, PulseSegment } from '../../src/domain/waveform.ts';

function segment(sampleCount: number, changes: Partial<PulseSegment> = {}): PulseSegment {
  const ramp = (offset: number) => Float32Array.from({ length: sampleCount }, (_, index) => offset + index / 3);
  return {
    step: 'middle',
    targetPressurePa: 10_000,
    startedAtDeviceUs: 123_456_789,
    sampleRateHz: 500,
    samplesPa: { cun: ramp(1), guan: ramp(2), chi: ramp(3) },
    contactPressurePa: { cun: ramp(4), guan: ramp(5), chi: ramp(6) },
    gaps: [{ beforeIndex: 2, missingSamples: 5 }],
    disturbed: [{ fromIndex: 0, toIndex: 1, kind: 'motion' }],
    ...changes,
  };
}

const RECORDING: PulseRecording = { wrist: 'left', segments: [segment(7), segment(0, { step: 'deep', gaps: [] })] };

describe('an encoded pulse recording', () => {
  it('comes back exactly as it was', () => {
    expect(decodePulseRecording(encodePulseRecording(RECORDING))).toEqual(RECORDING);
    const empty: PulseRecording = { wrist: 'right', segments: [] };
    expect(decodePulseRecording(encodePulseRecording(empty))).toEqual(empty);
  });

  it('keeps every bit of a sample, wherever the bytes lie in memory', () => {
    const odd = Float32Array.of(-0, 1e-40, 3.4e38, Number.NaN, Number.POSITIVE_INFINITY, 0.1);
    const arrays = { cun: odd, guan: odd, chi: odd };
    const encoded = encodePulseRecording({
      wrist: 'left',
      segments: [segment(6, { samplesPa: arrays, contactPressurePa: arrays })],
    });
    const shifted = new Uint8Array(encoded.length + 3);
    shifted.set(encoded, 3);
    const [decoded] = decodePulseRecording(shifted.subarray(3)).segments;
    expect(new Uint8Array(decoded?.samplesPa.chi.buffer ?? new ArrayBuffer())).toEqual(new Uint8Array(odd.buffer));
  });

  it('has a fixed form that other versions can rely on', () => {
    const encoded = encodePulseRecording({ wrist: 'left', segments: [segment(1, { gaps: [], disturbed: [] })] });
    expect(Buffer.from(encoded.subarray(0, 8)).toString('hex')).toBe('535a505201000000');
    expect(createHash('sha256').update(encoded).digest('hex')).toMatchInlineSnapshot(
      `"5332b54412edbdc8f054d2cc82d538b0ecf6dc9b4fbb890fa02d73cb9f8bc845"`,
    );
  });

  it('is refused after any single changed byte, and at any other length', () => {
    const encoded = encodePulseRecording(RECORDING);
    for (let at = 0; at < encoded.length; at += 1) {
      const damaged = encoded.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(() => decodePulseRecording(damaged), `byte ${at}`).toThrow(
        expect.objectContaining({ name: 'CodecError' }),
      );
      expect(() => decodePulseRecording(encoded.subarray(0, at)), `length ${at}`).toThrow(
        expect.objectContaining({ name: 'CodecError' }),
      );
    }
    const longer = new Uint8Array(encoded.length + 4);
    longer.set(encoded);
    expect(() => decodePulseRecording(longer)).toThrow(expect.objectContaining({ code: 'codec/checksum' }));
  });

  it.each([
    ['no magic', (bytes: Uint8Array) => bytes.fill(0, 0, 4), 'codec/not-a-pulse-recording'],
    ['a later version', (bytes: Uint8Array) => bytes.fill(2, 4, 5), 'codec/unsupported-version'],
    ['a header longer than the file', (bytes: Uint8Array) => bytes.fill(0xff, 8, 12), 'codec/truncated'],
    ['a changed sample', (bytes: Uint8Array) => bytes.fill(1, bytes.length - 8, bytes.length - 7), 'codec/checksum'],
  ])('with %s is refused with its code', (_what, damage, code) => {
    expect(() => decodePulseRecording(damage(encodePulseRecording(RECORDING)))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it.each([
    ['{', 'json'],
    ['[]', 'object'],
    ['{"wrist":"both","segments":[]}', 'wrist'],
    ['{"wrist":"left"}', 'segments'],
    ['{"wrist":"left","segments":[{"step":"soft"}]}', 'step'],
    [header({ sampleCount: -1 }), 'sampleCount'],
    [header({ sampleCount: 0.5 }), 'sampleCount'],
    [header({ sampleRateHz: '500' }), 'sampleRateHz'],
    [header({ disturbed: [{ fromIndex: 0, toIndex: 1, kind: 'noise' }] }), 'kind'],
  ])('with the header %s is refused although its CRC is right', (text, field) => {
    expect(() => decodePulseRecording(frame(text))).toThrow(
      expect.objectContaining({ code: 'codec/invalid-header', context: { field } }),
    );
  });

  it('cannot claim more samples than it carries', () => {
    const claim = frame(header({ sampleCount: 2 ** 40 }));
    expect(() => decodePulseRecording(claim)).toThrow(expect.objectContaining({ code: 'codec/truncated' }));
  });

  it('is not made of arrays of different lengths', () => {
    const uneven = segment(4, { contactPressurePa: segment(3).contactPressurePa });
    expect(() => encodePulseRecording({ wrist: 'left', segments: [uneven] })).toThrow(RangeError);
  });
});

it('CRC-32 agrees with zlib', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
});

function header(changes: Readonly<Record<string, unknown>>): string {
  const fields = {
    step: 'deep',
    targetPressurePa: 1,
    startedAtDeviceUs: 0,
    sampleRateHz: 500,
    sampleCount: 0,
    gaps: [],
    disturbed: [],
  };
  return JSON.stringify({ wrist: 'left', segments: [{ ...fields, ...changes }] });
}

/** A frame around any header text, with a right CRC. */
function frame(text: string): Uint8Array {
  const body = Buffer.from(text);
  const bytes = Buffer.alloc(12 + body.length + 4);
  bytes.write('SZPR', 'latin1');
  bytes.writeUInt16LE(1, 4);
  bytes.writeUInt32LE(body.length, 8);
  body.copy(bytes, 12);
  bytes.writeUInt32LE(zlibCrc32(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}
