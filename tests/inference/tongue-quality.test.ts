import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createRenderedPictureSource } from '../../device-drivers/simulation/picture-renderer.ts';
import type { TongueLook } from '../../device-drivers/simulation/tongue-phantom.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { PixelImage } from '../../src/domain/picture.ts';
import { createPictureModels } from '../../src/inference/picture-models.ts';
import { judgeTonguePreview, readTongue } from '../../src/inference/read-tongue.ts';
import { decoded } from '../analysis/support/scenes.ts';

vi.setConfig({ testTimeout: 120_000 });

const models = createPictureModels({
  modelsDir: join(import.meta.dirname, '../../models'),
  researchModels: true,
  clock: systemClock,
});
afterAll(() => models.close());

const drawn = async (seed: number, tongue: Partial<TongueLook> = {}) =>
  (await createRenderedPictureSource({ seed, tongue }).picture('tongue-top')).bytes;

async function changed(bytes: Uint8Array, change: (image: Sharp) => Sharp): Promise<PixelImage> {
  const png = await change(sharp(bytes)).removeAlpha().png().toBuffer();
  return decoded({ mediaType: 'image/png', bytes: new Uint8Array(png) });
}

/** Of the picture and of the preview, without `uncalibrated`. */
async function judged(image: PixelImage) {
  const { finding } = await readTongue(models, image);
  const live = await judgeTonguePreview(models, image, false);
  const reasons = (all: readonly string[]) => all.filter((reason) => reason !== 'uncalibrated');
  return { finding, kept: reasons(finding.quality.reasons), live: reasons(live.reasons) };
}

/** Laid over the middle of the tongue, which spans about 210 × 290 of 640 × 480 pixels. */
const over = (shapes: string) => (image: Sharp) =>
  image.composite([{ input: Buffer.from(`<svg width="640" height="480">${shapes}</svg>`) }]);
const spot = (colour: string) =>
  over(`<ellipse cx="320" cy="230" rx="50" ry="60" fill="${colour}" fill-opacity="0.8"/>`);
const GLINTS = over(
  '<g fill="#fffdfa"><ellipse cx="290" cy="200" rx="22" ry="30"/><ellipse cx="350" cy="230" rx="20" ry="34"/>' +
    '<ellipse cx="310" cy="310" rx="26" ry="20"/></g>',
);

describe('a drawn tongue read with the trained models', () => {
  it.each([6, 8])('has nothing against it as drawn, seed %i', async (seed) => {
    const { kept, live } = await judged(await changed(await drawn(seed), (image) => image));
    expect(kept).toEqual([]);
    expect(live).toEqual([]);
  });

  it.each<[string, string, (image: Sharp) => Sharp]>([
    ['too-dark', 'the lamp is off', (image) => image.linear(0.4, 0)],
    ['too-bright', 'the lamp is too near', (image) => image.linear(1.9, 0)],
    ['blurred', 'the camera is out of focus', (image) => image.blur(8)],
    ['colour-cast', 'a sodium lamp burns', (image) => image.linear([1.2, 0.9, 0.3], [0, 0, 0])],
    ['colour-cast', 'a blue screen lights it', (image) => image.linear([0.6, 0.9, 1.5], [0, 0, 0])],
    ['tongue-cut-off', 'the tip is outside', (image) => image.extract({ left: 0, top: 0, width: 640, height: 330 })],
    [
      'too-small',
      'the person is far away',
      (image) => image.extend({ top: 500, bottom: 500, left: 600, right: 600, background: '#555f58' }),
    ],
  ])('is refused as %s where %s, live and kept', async (reason, _cause, change) => {
    const { finding, kept, live } = await judged(await changed(await drawn(6), change));
    expect(kept).toContain(reason);
    expect(live).toContain(reason);
    expect(finding.quality.usable).toBe(false);
    expect(finding.body).toBeNull();
    expect(kept).not.toContain('food-stained');
  });

  it.each([0.4, 0.5])('is refused as partly out where only %f of it shows, live and kept', async (reach) => {
    const { finding, kept, live } = await judged(await changed(await drawn(6, { reach }), (image) => image));
    expect(kept).toEqual(['partly-out']);
    expect(live).toEqual(['partly-out']);
    expect(finding.body).toBeNull();
  });

  it('is warned of as shining, and still described, where lamps mirror in it', async () => {
    const { finding, kept, live } = await judged(await changed(await drawn(6), GLINTS));
    expect(kept).toEqual(['shine']);
    expect(live).toEqual(['shine']);
    expect(finding.body).not.toBeNull();
    expect(finding.gloss?.share).toBeGreaterThan(0.05);
  });

  it.each([
    ['a green sweet', '#3f7f3a'],
    ['turmeric', '#d8a020'],
    ['blue ice', '#4060c0'],
  ])('is warned of as food-stained, and still described, after %s', async (_food, colour) => {
    const { finding, kept, live } = await judged(await changed(await drawn(6), spot(colour)));
    expect(kept).toEqual(['food-stained']);
    expect(live).toEqual(['food-stained']);
    expect(finding.quality.usable).toBe(true);
    expect(finding.body).not.toBeNull();
  });

  it.each([6, 8, 13, 21])('is refused as upside down when turned by 180°, live and kept, seed %i', async (seed) => {
    const { finding, kept, live } = await judged(await changed(await drawn(seed), (image) => image.rotate(180)));
    expect(kept).toEqual(['no-tongue', 'upside-down']);
    expect(live).toEqual(['no-tongue', 'upside-down']);
    expect(finding.tongue).toBeNull();
  });
});

describe('the same picture read again and again', () => {
  it('has bit for bit the same findings every time, named and unnamed', async () => {
    const image = await changed(await drawn(8, { cracks: 3, toothMarks: 3 }), (picture) => picture);
    const first = JSON.stringify((await readTongue(models, image)).finding);
    for (let round = 0; round < 40; round++) {
      expect(JSON.stringify((await readTongue(models, image)).finding)).toBe(first);
    }
  });
});
