import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFilePictureSource } from '../../../device-drivers/simulation/file-picture-source.ts';

describe('picture source from files', () => {
  let folder: string;
  let jpeg: string;
  let png: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sizhen-picture-'));
    const noise = {
      width: 800,
      height: 600,
      channels: 3 as const,
      noise: { type: 'gaussian' as const, mean: 120, sigma: 40 },
    };
    jpeg = join(folder, 'tongue.jpg');
    png = join(folder, 'face.png');
    await sharp({ create: { ...noise, background: 'red' } })
      .jpeg()
      .toFile(jpeg);
    await sharp({ create: { ...noise, background: 'red' } })
      .png()
      .toFile(png);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('hands on the bytes of the file untouched, with the type its bytes show', async () => {
    const source = await createFilePictureSource({ tongueTop: jpeg, face: png });
    const tongue = await source.picture('tongue-top');
    expect(tongue.mediaType).toBe('image/jpeg');
    expect(Buffer.from(tongue.bytes).equals(await readFile(jpeg))).toBe(true);
    expect((await source.picture('face')).mediaType).toBe('image/png');
    expect(source.synthetic).toBe(false);
    expect(source.description).toBe('files tongue.jpg, face.png');
  });

  it('previews as a small JPEG', async () => {
    const source = await createFilePictureSource({ face: png });
    const preview = await source.preview('face', 3);
    expect(preview.mediaType).toBe('image/jpeg');
    expect(await sharp(preview.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
  });

  it('says which picture it was not given', async () => {
    const source = await createFilePictureSource({ face: png });
    await expect(source.picture('tongue-top')).rejects.toMatchObject({
      code: 'simulation/picture-not-given',
      context: { kind: 'tongue-top' },
    });
  });

  it.each([
    ['text', async () => Buffer.from('not a picture')],
    ['a picture cut in half', async () => (await readFile(jpeg)).subarray(0, 9000)],
    ['a right beginning and nothing behind it', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['another kind of picture', () => sharp(png).webp().toBuffer()],
  ])('refuses %s', async (_, make) => {
    const file = join(folder, 'odd');
    await writeFile(file, await make());
    await expect(createFilePictureSource({ tongueTop: file })).rejects.toMatchObject({
      code: 'simulation/not-a-picture',
      context: { file },
    });
  });

  it('names a file that is not there', async () => {
    await expect(createFilePictureSource({ underside: join(folder, 'none') })).rejects.toMatchObject({
      code: 'simulation/file-missing',
    });
  });
});
