import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRenderedPictureSource } from '../../device-drivers/simulation/picture-renderer.ts';
import { crc32 } from '../../src/domain/crc32.ts';
import { runCli } from '../cli/support/run-cli.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Line = Readonly<Record<string, unknown>> & { readonly file: string };

/** A PNG whose header promises a size that its few bytes of data do not hold. */
function promising(widthPx: number, heightPx: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const data = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

let folder: string;
let lines: ReadonlyMap<string, Line>;
let errors: ReadonlyMap<string, string>;
let status: number;
beforeAll(async () => {
  const { bytes } = await createRenderedPictureSource({ seed: 1 }).picture('face');
  const face = () => sharp(bytes);
  const frames = await Promise.all([face().png().toBuffer(), face().negate().png().toBuffer()]);
  const made: Readonly<Record<string, Sharp | Uint8Array>> = {
    'plain.jpg': bytes,
    'cmyk.jpg': face().toColourspace('cmyk').jpeg(),
    'sixteen-bits.png': face().toColourspace('rgb16').png(),
    'grey.png': face().greyscale().png(),
    'exif-rotated.jpg': face().rotate(90).withMetadata({ orientation: 8 }).jpeg({ quality: 95 }),
    'animated.gif': sharp(frames, { join: { animated: true } }).gif(),
    'one-pixel.png': face().resize(1, 1, { fit: 'fill' }).png(),
    'one-row.png': face().resize(3000, 1, { fit: 'fill' }).png(),
    'truncated.jpg': bytes.subarray(0, bytes.length / 2),
    'huge.png': promising(20_000, 20_000),
    'bomb.png': promising(65_000, 65_000),
    'short.png': promising(5000, 5000),
    'text.jpg': Buffer.from('no picture at all'),
    'empty.png': new Uint8Array(),
  };
  folder = mkdtempSync(join(tmpdir(), 'sizhen-faces-'));
  const names = Object.keys(made);
  for (const [name, picture] of Object.entries(made))
    writeFileSync(join(folder, name), picture instanceof Uint8Array ? picture : await picture.toBuffer());
  const ran = await runCli('analyze', 'face', ...names.map((name) => join(folder, name)), '--json');
  status = ran.status ?? -1;
  const nameOf = (text: string) => names.find((name) => text.includes(join(folder, name))) ?? text;
  lines = new Map((ran.json() as Line[]).map((line) => [nameOf(line.file), line]));
  errors = new Map(
    ran.err
      .trimEnd()
      .split('\n')
      .map((line) => [nameOf(line), line.split(':')[0] ?? '']),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('odd pictures given to `analyze face`', () => {
  it.each(['plain.jpg', 'cmyk.jpg', 'sixteen-bits.png', 'exif-rotated.jpg', 'animated.gif'])(
    'of a face are measured: %s',
    (name) => {
      const line = lines.get(name);
      expect(line).toMatchObject({ quality: { usable: true }, complexion: { physician: null } });
      expect(Object.keys((line?.regions ?? {}) as object)).toEqual(
        expect.arrayContaining(['forehead', 'cheekLeft', 'cheekRight', 'nose', 'chin', 'lips']),
      );
      expect(line?.landmarks).toHaveLength(68);
    },
  );

  it('are measured upright when the camera noted how it was held', () => {
    const [plain, turned] = ['plain.jpg', 'exif-rotated.jpg'].map(
      (name) => lines.get(name)?.face as { readonly bbox: Readonly<Record<string, number>> },
    );
    for (const side of ['x', 'y', 'width', 'height'])
      expect(Math.abs((turned?.bbox[side] ?? 0) - (plain?.bbox[side] ?? 0)), side).toBeLessThan(8);
  });

  it.each(['grey.png', 'one-pixel.png', 'one-row.png'])(
    'that hold no colours of a face give no findings: %s',
    (name) => {
      const line = lines.get(name);
      expect(line).toMatchObject({ quality: { usable: false }, regions: {}, skin: null });
    },
  );

  it.each([
    ['truncated.jpg', 'acquisition/not-a-picture'],
    ['short.png', 'acquisition/not-a-picture'],
    ['text.jpg', 'acquisition/not-a-picture'],
    ['empty.png', 'acquisition/not-a-picture'],
    ['huge.png', 'acquisition/picture-too-large'],
    ['bomb.png', 'acquisition/picture-too-large'],
  ])('that cannot be read are named with a code, and the rest goes on: %s', (name, code) => {
    expect(errors.get(name)).toBe(code);
    expect(lines.has(name)).toBe(false);
    expect(status).toBe(1);
  });
});
