import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeBounded, decodePicture } from '../../src/acquisition/decode-picture.ts';
import { crc32 } from '../../src/domain/crc32.ts';

const WIDE = { width: 60, height: 40, channels: 3, background: '#c85a50' } as const;
const plain = () => sharp({ create: WIDE });

const bytesOf = async (picture: Sharp): Promise<Uint8Array> => new Uint8Array(await picture.toBuffer());

/** A PNG whose header promises a size and whose data is a few bytes of zeros. */
function bombOf(widthPx: number, heightPx: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const data = deflateSync(Buffer.alloc(1_000_000));
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]),
  );
}

function reddish(data: Uint8Array): void {
  const [red = 0, green = 0, blue = 0] = data;
  expect(red).toBeGreaterThan(150);
  expect(green).toBeLessThan(150);
  expect(blue).toBeLessThan(150);
}

describe('pictures of unusual kinds', () => {
  it.each([
    ['CMYK', () => bytesOf(plain().toColourspace('cmyk').jpeg())],
    ['of 16 bits', () => bytesOf(plain().toColourspace('rgb16').png())],
    ['transparent', () => bytesOf(plain().ensureAlpha(0.5).png())],
    ['a palette', () => bytesOf(plain().png({ palette: true }))],
    ['WebP', () => bytesOf(plain().webp())],
  ])('are decoded as eight-bit colours: %s', async (_name, make) => {
    const { widthPx, heightPx, data } = await decodePicture(await make());
    expect([widthPx, heightPx, data.length]).toEqual([60, 40, 60 * 40 * 3]);
    reddish(data);
  });

  it('are decoded when grey', async () => {
    const { data } = await decodePicture(await bytesOf(plain().greyscale().png()));
    expect(data.length).toBe(60 * 40 * 3);
    expect(data[0]).toBe(data[1]);
  });

  it('are turned upright by their EXIF orientation, and their size with them', async () => {
    const turned = await bytesOf(plain().jpeg().withMetadata({ orientation: 6 }));
    expect(await decodeBounded(turned)).toMatchObject({
      widthPx: 40,
      heightPx: 60,
      image: { widthPx: 40, heightPx: 60 },
    });
  });

  it('give their first frame when they move', async () => {
    const frame = (background: string) =>
      sharp({ create: { ...WIDE, background } })
        .png()
        .toBuffer();
    const frames = await Promise.all([frame('#c85a50'), frame('#00ff00')]);
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const { widthPx, heightPx, data } = await decodePicture(new Uint8Array(moving));
    expect([widthPx, heightPx]).toEqual([60, 40]);
    reddish(data);
  });

  it('may be a single pixel', async () => {
    const { widthPx, heightPx } = await decodePicture(
      await bytesOf(sharp({ create: { ...WIDE, width: 1, height: 1 } }).png()),
    );
    expect([widthPx, heightPx]).toEqual([1, 1]);
  });

  it('are shrunk for analysis, keeping their own size beside it', async () => {
    const large = await bytesOf(sharp({ create: { ...WIDE, width: 4000, height: 3000 } }).jpeg());
    const { widthPx, heightPx, image } = await decodeBounded(large);
    expect([widthPx, heightPx, image.widthPx, image.heightPx]).toEqual([4000, 3000, 1000, 750]);
  });
});

describe('what is refused by a code', () => {
  it.each([
    ['20,000 × 20,000 pixels', () => bombOf(20_000, 20_000)],
    ['a header that promises four thousand million pixels', () => bombOf(65_000, 65_000)],
  ])('%s, without unpacking it', async (_name, make) => {
    const before = process.memoryUsage().rss;
    await expect(decodePicture(make())).rejects.toMatchObject({ code: 'acquisition/picture-too-large' });
    await expect(decodeBounded(make())).rejects.toMatchObject({ code: 'acquisition/picture-too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it.each([
    ['a JPEG cut in half', async () => (await bytesOf(plain().jpeg())).subarray(0, 240)],
    ['a PNG cut in half', async () => (await bytesOf(plain().png())).subarray(0, 80)],
    ['pixels that end too early', () => bombOf(5000, 5000)],
    ['text', () => new TextEncoder().encode('no picture at all')],
    ['nothing', () => new Uint8Array()],
    [
      'a drawing, which is a program',
      () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
  ])('%s', async (_name, make) => {
    await expect(decodePicture(await make())).rejects.toMatchObject({ code: 'acquisition/not-a-picture' });
  });
});
