import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { KIOSK_CAMERA } from '../../device-drivers/simulation/camera-model.ts';
import { drawFace } from '../../device-drivers/simulation/face-phantom.ts';
import { calibrate, colourBasis } from '../../src/analysis/calibration/calibrate.ts';
import type { ColourBasis } from '../../src/analysis/calibration/colour-basis.ts';
import { deltaE2000 } from '../../src/analysis/colour/delta-e.ts';
import { scaleFaceFinding } from '../../src/analysis/face/scale-face-finding.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { Lab, PixelImage } from '../../src/domain/picture.ts';
import { examineFace } from '../../src/inference/examine-face.ts';
import { createPictureModels } from '../../src/inference/picture-models.ts';
import { chartPhoto, photographed } from '../analysis/support/photographed.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NONE: Lab = { l: Number.NaN, a: Number.NaN, b: Number.NaN };
const MEASURED = ['forehead', 'cheekLeft', 'cheekRight', 'nose', 'chin', 'lips'] as const;
const models = createPictureModels({
  modelsDir: fileURLToPath(new URL('../../models', import.meta.url)),
  researchModels: true,
  clock: systemClock,
});
let calibration: ColourBasis;
beforeAll(async () => {
  const request = { id: 'one', camera: 'kiosk', light: 'built-in', nowMs: Date.parse('2026-11-25T08:00:00Z') };
  calibration = colourBasis(calibrate(await chartPhoto({ turn: 0.2 }, KIOSK_CAMERA), request).calibration);
});
afterAll(() => models.close());

async function faceOf(seed: number): Promise<{ image: PixelImage; truth: ReturnType<typeof drawFace>['truth'] }> {
  const { canvas, truth } = drawFace({ widthPx: 640, heightPx: 480 }, seed);
  return { image: await photographed(canvas, KIOSK_CAMERA, seed), truth };
}

describe('a face seen by a camera with a colour of its own', () => {
  it.each([1, 2, 7])('has its true colours within ΔE00 2 once the camera is calibrated, seed %i', async (seed) => {
    const { image, truth } = await faceOf(seed);
    const [raw, calibrated] = [await examineFace(models, image), await examineFace(models, image, calibration)];
    const apart = (finding: typeof raw.finding) =>
      MEASURED.map((region) => deltaE2000(finding.regions[region]?.lab ?? NONE, truth.regions[region]));
    expect(Math.max(...apart(calibrated.finding))).toBeLessThanOrEqual(2);
    expect(Math.max(...apart(raw.finding))).toBeGreaterThan(3);
  });

  it('carries the calibration with its residual and dates, and says when there is none', async () => {
    const { image } = await faceOf(1);
    const { finding } = await examineFace(models, image, calibration);
    expect(finding.calibration).toEqual(calibration.applied);
    expect(finding.calibration).toMatchObject({ id: 'one', expiresAt: '2026-12-25T08:00:00.000Z' });
    expect(finding.quality.reasons).not.toContain('uncalibrated');
    const raw = (await examineFace(models, image)).finding;
    expect([raw.calibrated, raw.calibration]).toEqual([false, null]);
    expect(raw.quality.reasons).toContain('uncalibrated');
  });

  it('names no complexion, calibrated or not', async () => {
    const { image } = await faceOf(2);
    const { finding } = await examineFace(models, image, calibration);
    expect(JSON.stringify(finding)).not.toMatch(/complexion|label|colour":/);
  });
});

describe('the finding of a shrunk picture', () => {
  it('is given in pixels of the picture itself', async () => {
    const { image } = await faceOf(1);
    const raw = { width: image.widthPx, height: image.heightPx, channels: 3 } as const;
    const half = await sharp(image.data, { raw }).resize(320).raw().toBuffer({ resolveWithObject: true });
    const small = { widthPx: half.info.width, heightPx: half.info.height, data: new Uint8Array(half.data) };
    const [whole, shrunk] = [await examineFace(models, image), await examineFace(models, small)];
    const scaled = scaleFaceFinding(shrunk.finding, 2);
    const near = (a = 0, b = 0) => expect(Math.abs(a - b)).toBeLessThan(12);
    near(scaled.face?.bbox.x, whole.finding.face?.bbox.x);
    near(scaled.face?.bbox.width, whole.finding.face?.bbox.width);
    near(scaled.regions.nose?.disc?.x, whole.finding.regions.nose?.disc?.x);
    expect((scaled.face?.areaPx ?? 0) / (whole.finding.face?.areaPx ?? 1)).toBeCloseTo(1, 1);
    expect(scaleFaceFinding(whole.finding, 1)).toBe(whole.finding);
  });
});
