import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameParser, type Frame } from '../../../device-drivers/sizhen-line/frame-parser.ts';
import {
  DEVICE_LINES,
  type DeviceMessage,
  decodeDeviceLine,
  decodeHostLine,
  encodeDeviceLine,
  encodeHostLine,
  HOST_LINES,
  type HostMessage,
} from '../../../device-drivers/sizhen-line/messages.ts';
import * as protocol from '../../../device-drivers/sizhen-line/protocol.ts';

const page = readFileSync(new URL('../../../device-drivers/sizhen-line/PROTOCOL.md', import.meta.url), 'utf8');

function block(name: string): readonly string[] {
  const found = new RegExp(`\`\`\`${name}\n([^\`]*)\n\`\`\``).exec(page)?.[1];
  if (found === undefined) throw new Error(`no ${name} in PROTOCOL.md`);
  return found.split('\n');
}

function frameOf(line: string, talker: 'host' | 'device'): Frame | undefined {
  let only: Frame | undefined;
  createFrameParser(talker, (frame) => {
    only = frame;
  }).push(Buffer.from(`${line}\n`, 'latin1'));
  return only;
}

function decode(line: string): { sequence: number } & (HostMessage | DeviceMessage) {
  const host = line.startsWith('>');
  const frame = frameOf(line, host ? 'host' : 'device');
  if (frame?.kind !== 'line') throw new Error(`${frame?.reason}: ${line}`);
  const message = host ? decodeHostLine(frame) : decodeDeviceLine(frame);
  if (message === undefined) throw new Error(`undecodable: ${line}`);
  return { sequence: frame.sequence, ...message };
}

function encode(sequence: number, message: HostMessage | DeviceMessage, host: boolean): string {
  const line = host
    ? encodeHostLine(sequence, message as HostMessage)
    : encodeDeviceLine(sequence, message as DeviceMessage);
  return line.toString('latin1').trimEnd();
}

/** JSON has no typed arrays: waves and chunk data stand as lists in the page. */
function fromJson(text: string): { sequence: number } & (HostMessage | DeviceMessage) {
  const value = JSON.parse(text);
  if (value.kind === 'P') for (const wave of ['cunPa', 'guanPa', 'chiPa']) value[wave] = Float32Array.from(value[wave]);
  if ('data' in value) value.data = Buffer.from(value.data);
  return value;
}

const golden = block('golden-vectors');
const vectors = golden.flatMap((line, at) => (at % 2 === 0 ? [[line, golden[at + 1] ?? ''] as const] : []));

describe('the golden vectors of PROTOCOL.md', () => {
  it.each(vectors)('%s is decoded', (line, json) => {
    expect(decode(line)).toEqual(fromJson(json));
  });

  it.each(vectors)('%s is encoded', (line, json) => {
    const { sequence, ...message } = fromJson(json);
    expect(encode(sequence, message as HostMessage, line.startsWith('>'))).toBe(line);
  });

  it('show every kind of line', () => {
    const shown = new Set(vectors.map(([, json]) => JSON.parse(json).kind));
    expect([...shown].sort()).toEqual(
      [...new Set([...Object.keys(HOST_LINES), ...Object.keys(DEVICE_LINES), 'P'])].sort(),
    );
  });

  it.each(block('golden-rejects').map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]))(
    '%s: %s is not accepted',
    (reason, line) => {
      const frame = frameOf(line, 'device');
      if (frame?.kind === 'line') expect([reason, decodeDeviceLine(frame)]).toEqual(['undecodable', undefined]);
      else expect(frame?.reason).toBe(reason);
    },
  );
});

/** The page with its tables unpadded. */
const rows = page.replace(/ {2,}/g, ' ');

describe('the page and the code', () => {
  it('name the same states, faults, refusals and kinds', () => {
    const words = [...protocol.DEVICE_STATES, ...protocol.DEVICE_FAULTS, ...protocol.NAK_REASONS];
    for (const word of [...words, ...Object.keys(HOST_LINES), ...Object.keys(DEVICE_LINES), 'P']) {
      expect(rows, word).toMatch(new RegExp(`\\| (\`[a-z]+\`, )?\`${word}\`[,| ]`));
    }
  });

  it('name the fields of each line in the same order', () => {
    for (const [kind, row] of [...Object.entries(HOST_LINES), ...Object.entries(DEVICE_LINES)]) {
      const fields = Object.keys(row).join(', ');
      expect(rows, kind).toContain(`| \`${kind}\` | ${fields === '' ? '' : `${fields} `}|`);
    }
  });

  it('state the same limits', () => {
    for (const number of [
      protocol.MAX_LINE_BYTES,
      protocol.PRESSURE_LIMIT_PA,
      protocol.MAX_SETTLE_MS,
      ...Object.values(protocol.DEFAULT_PRESSURE_PA),
    ]) {
      expect(rows).toContain(String(number));
    }
    expect(rows).toContain(`version ${protocol.PROTOCOL_VERSION}`);
  });
});

describe('any pulse line', () => {
  const wave = (count: number) =>
    fc
      .array(fc.integer({ min: -90_000, max: 90_000 }), { minLength: count, maxLength: count })
      .map((units) => Float32Array.from(units, (unit) => unit / 10));
  const line = fc.integer({ min: 1, max: protocol.MAX_SAMPLES_PER_LINE }).chain((count) =>
    fc.record({
      kind: fc.constant('P' as const),
      stepNumber: fc.nat(65_535),
      firstIndex: fc.nat(1_000_000),
      deviceTimeUs: fc.nat(Number.MAX_SAFE_INTEGER),
      contact: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      motion: fc.boolean(),
      contactPressurePa: fc.tuple(fc.nat(90_000), fc.nat(90_000), fc.nat(90_000)),
      cunPa: wave(count),
      guanPa: wave(count),
      chiPa: wave(count),
    }),
  );
  it('comes back as it was sent, and fits on a line', () => {
    fc.assert(
      fc.property(line, fc.nat(65_535), (message, sequence) => {
        expect(decode(encode(sequence, message, false))).toEqual({ sequence, ...message });
      }),
    );
  });
});

describe('any text', () => {
  it('of Chinese or stars and commas comes back as it was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 8 }), (detail) => {
        fc.pre(encodeURIComponent(detail).length <= 100);
        const message = { kind: 'NAK', answers: 1, reason: 'wrong-state', detail } as const;
        expect(decode(encode(1, message, false))).toEqual({ sequence: 1, ...message });
      }),
    );
  });
});
