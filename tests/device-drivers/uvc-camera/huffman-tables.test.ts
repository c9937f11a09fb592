import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { withHuffmanTables } from '../../../device-drivers/uvc-camera/huffman-tables.ts';

/** As a camera sends it: without the segments of tables. */
function withoutTables(jpeg: Buffer): Uint8Array {
  const kept: Buffer[] = [jpeg.subarray(0, 2)];
  let at = 2;
  for (; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    if (jpeg[at + 1] !== 0xc4) kept.push(jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2)));
  }
  return new Uint8Array(Buffer.concat([...kept, jpeg.subarray(at)]));
}

describe('the Huffman tables of a camera’s picture', () => {
  it('are put in where they are missing, and the picture decodes to the same pixels', async () => {
    const noise = Buffer.from(Array.from({ length: 48 * 32 * 3 }, (_, at) => (at * 7919) % 256));
    const raw = { width: 48, height: 32, channels: 3 as const };
    const jpeg = await sharp(noise, { raw }).jpeg({ optimiseCoding: false }).toBuffer();
    const bare = withoutTables(jpeg);
    expect(bare.length).toBeLessThan(jpeg.length - 400);
    const completed = withHuffmanTables(bare);
    expect(await sharp(completed).raw().toBuffer()).toEqual(await sharp(jpeg).raw().toBuffer());
  });

  it('are left alone where they are, and nothing is invented for other bytes', async () => {
    const jpeg = new Uint8Array(
      await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
        .jpeg()
        .toBuffer(),
    );
    expect(withHuffmanTables(jpeg)).toBe(jpeg);
    const other = Uint8Array.of(0xff, 0xd8, 1, 2, 3);
    expect(withHuffmanTables(other)).toBe(other);
  });
});
