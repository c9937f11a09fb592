import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createRenderedPictureSource } from '../../device-drivers/simulation/picture-renderer.ts';
import { decodePicture } from '../../src/acquisition/decode-picture.ts';
import { deltaE2000 } from '../../src/analysis/colour/delta-e.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { PixelImage } from '../../src/domain/picture.ts';
import { examineFace, judgeFacePreview } from '../../src/inference/examine-face.ts';
import { findFace } from '../../src/inference/face-finder.ts';
import { createPictureModels } from '../../src/inference/picture-models.ts';
import { decoded, EMPTY_SCENES } from '../analysis/support/scenes.ts';

const modelsDir = fileURLToPath(new URL('../../models', import.meta.url));
const models = createPictureModels({ modelsDir, researchModels: true, clock: systemClock });
const none = createPictureModels({
  modelsDir: fileURLToPath(import.meta.url).replace(/[^/]*$/, 'support'),
  researchModels: true,
  clock: systemClock,
});
afterAll(async () => {
  await models.close();
  await none.close();
});

const DRAWN = ['forehead', 'cheekLeft', 'cheekRight', 'nose', 'chin', 'lips'] as const;
const drawnFace = async (seed = 1): Promise<PixelImage> =>
  decoded(await createRenderedPictureSource({ seed }).picture('face'));
const altered = async (image: PixelImage, alter: (picture: Sharp) => Sharp): Promise<PixelImage> => {
  const raw = { width: image.widthPx, height: image.heightPx, channels: 3 } as const;
  return decodePicture(await alter(sharp(image.data, { raw })).png().toBuffer());
};

describe('the examination of a face', () => {
  it.each([1, 2, 7])('recovers the colour of every region of the drawn face of seed %d', async (seed) => {
    const source = createRenderedPictureSource({ seed });
    const { finding, models: used } = await examineFace(models, await decoded(await source.picture('face')));
    expect(finding.quality).toEqual({ score: 1, usable: true, reasons: ['uncalibrated'] });
    for (const region of DRAWN) {
      const lab = finding.regions[region]?.lab ?? { l: Number.NaN, a: 0, b: 0 };
      expect(deltaE2000(lab, source.truth.face.regions[region]), region).toBeLessThanOrEqual(3);
    }
    expect(used).toEqual(['face-detection@1.2.0', 'face-landmarks@1.0.0']);
    const preview = await judgeFacePreview(models, await decoded(await source.preview('face', 9)));
    expect(preview.usable).toBe(true);
  });

  it('keeps no landmarks in the finding: nothing that could tell who somebody is', async () => {
    const { finding, landmarks } = await examineFace(models, await drawnFace());
    expect(landmarks).toHaveLength(68);
    const lists = JSON.stringify(finding, (_key, value) => (Array.isArray(value) && value.length > 8 ? 'long' : value));
    expect(lists).not.toContain('long');
  });

  it("calls left what is the person's own left: on the right of the picture", async () => {
    const image = await drawnFace();
    const data = image.data.map((value, at) =>
      ((at / 3) | 0) % image.widthPx >= 330 ? Math.round(value * 0.9) : value,
    );
    const { regions } = (await examineFace(models, { ...image, data })).finding;
    expect(regions.cheekLeft?.lab.l).toBeLessThan((regions.cheekRight?.lab.l ?? 0) - 3);
    expect(regions.eyeSurroundLeft?.lab.l).toBeLessThan(regions.eyeSurroundRight?.lab.l ?? 0);
  });

  it('measures the same colours in a picture four times as large', async () => {
    const image = await drawnFace();
    const large = await altered(image, (picture) => picture.resize(image.widthPx * 4));
    const [small, big] = await Promise.all([examineFace(models, image), examineFace(models, large)]);
    for (const region of DRAWN) {
      const lab = small.finding.regions[region]?.lab ?? { l: Number.NaN, a: 0, b: 0 };
      expect(deltaE2000(lab, big.finding.regions[region]?.lab ?? lab), region).toBeLessThan(1);
    }
    expect(big.finding.face?.areaPx).toBeGreaterThan(14 * (small.finding.face?.areaPx ?? 0));
  });

  it('finds a tilted face and asks to hold it upright beyond 15°', async () => {
    const image = await drawnFace();
    const reasonsAt = async (degrees: number) => {
      const tilted = await altered(image, (picture) => picture.rotate(degrees, { background: '#d8d8d0' }));
      return (await examineFace(models, tilted)).finding.quality.reasons;
    };
    expect(await reasonsAt(8)).not.toContain('face-turned');
    expect(await reasonsAt(20)).toContain('face-turned');
  });

  it.each(Object.entries(EMPTY_SCENES))('refuses %s', async (_name, image) => {
    const { finding, landmarks } = await examineFace(models, image);
    expect(finding.quality.usable).toBe(false);
    expect(finding.quality.reasons).toContain('no-face');
    expect(finding.regions).toEqual({});
    expect(landmarks).toBeNull();
    expect((await judgeFacePreview(models, image)).usable).toBe(false);
  });

  it('takes no tongue for a face', async () => {
    const source = createRenderedPictureSource({ seed: 4 });
    for (const kind of ['tongue-top', 'tongue-underside'] as const) {
      const { finding } = await examineFace(models, await decoded(await source.picture(kind)));
      expect(finding.quality.reasons).toContain('no-face');
    }
  });

  it.each([
    ['half the face lies outside the picture', (p: Sharp) => p.extract({ left: 0, top: 0, width: 330, height: 480 })],
    ['it is dark', (p: Sharp) => p.linear(0.3, 0)],
    ['it is out of focus', (p: Sharp) => p.blur(9)],
    [
      'the light is blue',
      (p: Sharp) =>
        p.recomb([
          [0.7, 0, 0],
          [0, 0.85, 0],
          [0, 0, 1.25],
        ]),
    ],
    [
      'it is far away',
      (p: Sharp) => p.resize(150).extend({ top: 150, bottom: 150, left: 200, right: 200, background: '#ccc' }),
    ],
  ])('gives no findings when %s', async (_what, alter) => {
    const { finding } = await examineFace(models, await altered(await drawnFace(), alter));
    expect(finding.quality.usable).toBe(false);
    expect(finding.regions).toEqual({});
  });

  it('says that its models are missing rather than that there is no face', async () => {
    const { finding } = await examineFace(none, await drawnFace());
    expect(finding.quality).toMatchObject({ usable: false, reasons: ['model-missing', 'uncalibrated'] });
    expect((await judgeFacePreview(none, await drawnFace())).reasons).toContain('model-missing');
    const states = await none.states();
    expect(states.filter(({ name }) => name.startsWith('face-')).map(({ code }) => code)).toEqual([
      'inference/model-not-found',
      'inference/model-not-found',
    ]);
  });
});

describe('photographs of people that a package ships', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'demo');
  const photographs = [1, 2, 3, 4, 5, 6].map((n) => join(folder, `sample${n}.jpg`));

  it.each(photographs.map((file) => [basename(file), file]))(
    'are searched for the nearest face, whose skin and lips are measured: %s',
    async (_name, file) => {
      expect(existsSync(file)).toBe(true);
      const image = await decodePicture(await readFile(file));
      const found = await findFace(models, image);
      if (found === 'unavailable' || found.face === null) throw new Error('no face');
      const { points } = found.face;
      const eyes = [points[36], points[45]].map((point) => point ?? [0, 0]) as [
        readonly [number, number],
        readonly [number, number],
      ];
      // Eyes above mouth above chin, right eye on the picture's left: the order of a face, in whatever size.
      expect(eyes[0][0]).toBeLessThan(eyes[1][0]);
      expect(eyes[0][1]).toBeLessThan(points[51]?.[1] ?? 0);
      expect(points[51]?.[1]).toBeLessThan(points[8]?.[1] ?? 0);
      // Cut out and enlarged to what the kiosk's camera sees, skin is skin-coloured and lips are redder than skin.
      const side = 2.4 * (eyes[1][0] - eyes[0][0]);
      const left = Math.max(0, Math.round((eyes[0][0] + eyes[1][0]) / 2 - side));
      const top = Math.max(0, Math.round(eyes[0][1] - side * 0.8));
      const width = Math.min(Math.round(2 * side), image.widthPx - left);
      const height = Math.min(Math.round(2 * side), image.heightPx - top);
      const near = await altered(image, (picture) => picture.extract({ left, top, width, height }).resize(640));
      const { finding, landmarks } = await examineFace(models, near);
      expect(landmarks).not.toBeNull();
      if (!finding.quality.usable) return expect(finding.quality.reasons.length).toBeGreaterThan(1);
      expect(finding.skin?.lab.a).toBeGreaterThan(4);
      expect(finding.skin?.lab.b).toBeGreaterThan(4);
      expect(finding.regions.lips?.fromSkin?.a).toBeGreaterThan(1);
    },
  );
});
