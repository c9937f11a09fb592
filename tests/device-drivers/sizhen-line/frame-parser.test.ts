import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameParser, type Frame } from '../../../device-drivers/sizhen-line/frame-parser.ts';
import { decodeDeviceLine, encodeDeviceLine } from '../../../device-drivers/sizhen-line/messages.ts';
import { MAX_LINE_BYTES } from '../../../device-drivers/sizhen-line/protocol.ts';

/** Bytes of the fuzz run below. Raise it by hand for a longer run; a million takes about a second. */
const FUZZ_BYTES = 300_000;

const ack = (sequence: number): Buffer => encodeDeviceLine(sequence, { kind: 'ACK', answers: sequence });

function signed(body: string): Buffer {
  return Buffer.from(`${body}*${crc32(body).toString(16).toUpperCase().padStart(8, '0')}\n`, 'latin1');
}

function parse(chunks: readonly Uint8Array[], talker: 'host' | 'device' = 'device'): Frame[] {
  const frames: Frame[] = [];
  const parser = createFrameParser(talker, (frame) => frames.push(frame));
  for (const chunk of chunks) parser.push(chunk);
  parser.finish();
  return frames;
}

/** Frames as plain values, so that two runs can be compared. */
function summary(frames: readonly Frame[]): readonly string[] {
  return frames.map((frame) =>
    frame.kind === 'line'
      ? `line ${frame.name} ${frame.sequence} ${frame.bytes.toString('latin1')}`
      : `${frame.reason} ${frame.byteCount} ${Buffer.from(frame.bytes).toString('latin1')}`,
  );
}

function accountedBytes(frames: readonly Frame[]): number {
  return frames.reduce((sum, frame) => sum + (frame.kind === 'line' ? frame.bytes.length : frame.byteCount), 0);
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
}

describe('the frame parser', () => {
  it('finds whole lines and their numbers', () => {
    expect(summary(parse([Buffer.concat([ack(0), ack(65_535)])]))).toEqual([
      `line ACK 0 ${ack(0)}`,
      `line ACK 65535 ${ack(65_535)}`,
    ]);
  });

  it('accepts CR LF', () => {
    const withReturn = Buffer.from(ack(5).toString('latin1').replace('\n', '\r\n'));
    expect(parse([withReturn])).toMatchObject([{ kind: 'line', name: 'ACK', sequence: 5 }]);
  });

  it('finds lines with garbage before, between and after them', () => {
    const frames = parse([Buffer.from('xx\0'), ack(1), Buffer.from('zz\n<zz'), ack(2), Buffer.from('tail')]);
    expect(frames).toMatchObject([
      { reason: 'noise', byteCount: 3 },
      { name: 'ACK', sequence: 1 },
      { reason: 'noise', byteCount: 3 },
      { reason: 'noise', byteCount: 3 },
      { name: 'ACK', sequence: 2 },
      { reason: 'incomplete', byteCount: 4 },
    ]);
  });

  it('finds the line that begins where another was torn off', () => {
    const frames = parse([ack(1).subarray(0, 6), ack(2)]);
    expect(frames).toMatchObject([
      { reason: 'noise', byteCount: 6 },
      { name: 'ACK', sequence: 2 },
    ]);
  });

  it('drops a line when any one bit of it is flipped', () => {
    const line = ack(321);
    for (let bit = 0; bit < (line.length - 1) * 8; bit += 1) {
      const flipped = Buffer.from(line);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(parse([flipped]).filter((frame) => frame.kind === 'line')).toEqual([]);
    }
  });

  it('tells its own echoed lines from noise', () => {
    expect(parse([signed('>BEAT,1')])).toMatchObject([{ reason: 'echo' }]);
    expect(parse([signed('>BEAT,1')], 'host')).toMatchObject([{ name: 'BEAT' }]);
  });

  it('takes the longest line allowed and drops one byte more', () => {
    const padding = (length: number): Buffer => signed(`<X,1,${'y'.repeat(length - '<X,1,*12345678\n'.length)}`);
    expect(padding(MAX_LINE_BYTES)).toHaveLength(MAX_LINE_BYTES);
    expect(parse([padding(MAX_LINE_BYTES)])).toMatchObject([{ kind: 'line', name: 'X' }]);
    expect(parse([padding(MAX_LINE_BYTES + 1)])).toMatchObject([{ reason: 'too-long', byteCount: MAX_LINE_BYTES + 1 }]);
  });

  it('drops a runaway line as one piece, keeps no more of it than a line, and goes on after it', () => {
    const frames = parse([Buffer.alloc(1_000_000, 0x61), Buffer.from('\n'), ack(9)]);
    expect(frames).toMatchObject([
      { reason: 'too-long', byteCount: 1_000_001 },
      { name: 'ACK', sequence: 9 },
    ]);
    expect((frames[0] as { bytes: Uint8Array }).bytes.length).toBeLessThanOrEqual(MAX_LINE_BYTES + 1);
  });

  it('counts a runaway line while it still runs', () => {
    const parser = createFrameParser('device', () => undefined);
    parser.push(Buffer.alloc(5000, 0x61));
    expect(parser.runawayBytes()).toBe(5000);
  });
});

/** Lines, damaged lines, noise and runaways, in any order. */
const stream = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.nat(65_535).map(ack) },
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
      { weight: 1, arbitrary: fc.nat(15).map((at) => Buffer.from(ack(at).subarray(at))) },
      { weight: 1, arbitrary: fc.integer({ min: 900, max: 3000 }).map((length) => Buffer.alloc(length, 0x3c)) },
      { weight: 1, arbitrary: fc.constant(Buffer.from('\r\n\n')) },
    ),
    { maxLength: 25 },
  )
  .map((parts) => Buffer.concat(parts));

describe('however a stream is cut', () => {
  it('the frames are the same: whole, byte by byte, at random places', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (bytes, cuts) => {
        const whole = summary(parse([bytes]));
        expect(summary(parse(Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(whole);
        expect(summary(parse(cutAt(bytes, cuts)))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('every byte is in exactly one frame', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (bytes, cuts) => {
        expect(accountedBytes(parse(cutAt(bytes, cuts)))).toBe(bytes.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('fuzzing', () => {
  it('random and mutated bytes neither throw nor get lost, and good lines between them are found', () => {
    const golden = readFileSync(new URL('../../../device-drivers/sizhen-line/PROTOCOL.md', import.meta.url));
    let seed = 20_261_122;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const frames: Frame[] = [];
    const parser = createFrameParser('device', (frame) => {
      frames.push(frame);
      if (frame.kind === 'line') decodeDeviceLine(frame);
    });
    let sent = 0;
    let goodLines = 0;
    const push = (bytes: Uint8Array): void => {
      sent += bytes.length;
      parser.push(bytes);
    };
    while (sent < FUZZ_BYTES) {
      const from = random(golden.length);
      const piece = Buffer.from(golden.subarray(from, from + 1 + random(700)));
      for (let hit = random(4); hit > 0; hit -= 1) piece[random(piece.length)] = random(256);
      push(piece);
      push(Buffer.from(Array.from({ length: random(60) }, () => random(256))));
      push(Buffer.from('\n'));
      push(ack(goodLines % 65_536));
      goodLines += 1;
    }
    parser.finish();
    expect(accountedBytes(frames)).toBe(sent);
    const found = frames.filter((frame) => frame.kind === 'line' && frame.name === 'ACK').length;
    expect(found).toBeGreaterThanOrEqual(goodLines);
  });
});
