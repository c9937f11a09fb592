import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createRenderedPictureSource } from '../../../device-drivers/simulation/picture-renderer.ts';
import { PICTURE_KINDS } from '../../../src/domain/picture.ts';

const small = { widthPx: 200 };

describe('drawn pictures', () => {
  it.each(PICTURE_KINDS)('%s is the same for a seed and differs between seeds', async (kind) => {
    const [first, again, other] = await Promise.all(
      [3, 3, 4].map((seed) => createRenderedPictureSource({ seed, ...small }).picture(kind)),
    );
    expect(first?.bytes).toEqual(again?.bytes);
    expect(first?.bytes).not.toEqual(other?.bytes);
  });

  it('are JPEG without colour subsampling, 640 by 480 unless asked otherwise', async () => {
    const picture = await createRenderedPictureSource({ seed: 1 }).picture('face');
    const about = await sharp(picture.bytes).metadata();
    expect([about.format, about.width, about.height, about.chromaSubsampling]).toEqual(['jpeg', 640, 480, '4:4:4']);
  });

  it('have previews 320 px wide that move a little from frame to frame', async () => {
    const source = createRenderedPictureSource({ seed: 1, ...small });
    const [first, later] = await Promise.all([source.preview('tongue-top', 0), source.preview('tongue-top', 10)]);
    expect((await sharp(first.bytes).metadata()).width).toBe(320);
    expect(first.bytes).not.toEqual(later.bytes);
  });

  it('say of themselves that they are simulated', () => {
    const source = createRenderedPictureSource({ seed: 9 });
    expect(source.synthetic).toBe(true);
    expect(source.description).toContain('seed 9');
  });

  it.each(PICTURE_KINDS)(
    '%s carries the caption: light strokes on a dark plate in the lower right corner',
    async (kind) => {
      const picture = await createRenderedPictureSource({ seed: 1 }).picture(kind);
      const corner = { left: 545, top: 448, width: 80, height: 22 };
      const data = await sharp(picture.bytes).extract(corner).greyscale().raw().toBuffer();
      const share = (test: (value: number) => boolean) => data.filter(test).length / data.length;
      expect(share((value) => value < 90)).toBeGreaterThan(0.4);
      expect(share((value) => value > 180)).toBeGreaterThan(0.08);
    },
  );

  it('tell exactly what was drawn', () => {
    const tongue = { coatingFraction: 0.25, bodyLab: { l: 50, a: 33, b: 14 } };
    const { truth } = createRenderedPictureSource({ seed: 2, tongue, ...small });
    expect(truth.tongue.coatingFraction).toBeCloseTo(0.25, 2);
    expect(truth.tongue.bodyLab.l).toBeCloseTo(50, -0.5);
    expect(truth.tongue.outline.data.length).toBe(200 * 150);
  });
});
