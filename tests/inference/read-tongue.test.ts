import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { KIOSK_CAMERA } from '../../device-drivers/simulation/camera-model.ts';
import { createRenderedPictureSource } from '../../device-drivers/simulation/picture-renderer.ts';
import { calibrate, colourBasis } from '../../src/analysis/calibration/calibrate.ts';
import { analyzeTongue } from '../../src/analysis/tongue/analyze-tongue.ts';
import { systemClock } from '../../src/domain/clock.ts';
import type { PixelImage } from '../../src/domain/picture.ts';
import { createPictureModels } from '../../src/inference/picture-models.ts';
import { judgeTonguePreview, readTongue } from '../../src/inference/read-tongue.ts';
import { chartPhoto } from '../analysis/support/photographed.ts';
import { decoded, EMPTY_SCENES, overlap } from '../analysis/support/scenes.ts';

vi.setConfig({ testTimeout: 120_000 });

const modelsDir = join(import.meta.dirname, '../../models');
const open = (researchModels: boolean, folder = modelsDir) =>
  createPictureModels({ modelsDir: folder, researchModels, clock: systemClock });
const models = open(true);
const without = open(false);
const none = open(true, mkdtempSync(join(tmpdir(), 'sizhen-no-models-')));
afterAll(() => Promise.all([models.close(), without.close(), none.close()]));

const source = createRenderedPictureSource({ seed: 8 });
const drawn = async () => decoded(await source.picture('tongue-top'));

describe('a tongue read with the trained models', () => {
  it('has the outline that was drawn', async () => {
    const { mask, finding } = await readTongue(models, await drawn());
    expect(mask && overlap(mask, source.truth.tongue.outline)).toBeGreaterThanOrEqual(0.98);
    expect(finding.segmentation).toMatchObject({ means: 'model' });
  });

  it('has grades of cracks and tooth-marks, but no named colour without a calibration', async () => {
    const { finding } = await readTongue(models, await drawn());
    expect(finding.namedBy).toMatch(/^tongue-attributes@/);
    expect(['light', 'severe']).toContain(finding.cracks?.grade?.label);
    expect(['light', 'severe']).toContain(finding.edge?.grade?.label);
    expect(finding.body?.colour).toEqual({ label: null, p: null });
    expect(finding.coating?.colour).toEqual({ label: null, p: null });
  });

  it('has named colours with their probability once the camera is calibrated', async () => {
    const request = { id: 'one', camera: 'c', light: 'l', nowMs: 0 };
    const ideal = { ...KIOSK_CAMERA, crosstalk: [1, 0, 0, 0, 1, 0, 0, 0, 1], gains: [0.9, 0.9, 0.9] } as const;
    const calibration = colourBasis(calibrate(await chartPhoto({}, ideal), request).calibration);
    const { finding } = await readTongue(models, await drawn(), { calibration });
    expect(['light', 'regular', 'dark']).toContain(finding.body?.colour.label);
    expect(finding.body?.colour.p).toBeGreaterThan(1 / 3);
    expect(['white', 'light-yellow', 'yellow']).toContain(finding.coating?.colour.label);
  });

  it('stays measured and unnamed where models of research terms are switched off', async () => {
    const { finding } = await readTongue(without, await drawn());
    expect(finding.segmentation?.means).toBe('model');
    expect(finding.namedBy).toBeUndefined();
    expect(finding.cracks?.grade).toBeUndefined();
    expect(finding.cracks?.severity).toBeGreaterThanOrEqual(0);
  });

  it('is outlined by classical means, named as such, where the model is missing', async () => {
    const { finding } = await readTongue(none, await drawn());
    expect(finding.segmentation?.means).toBe('classical');
    expect(finding.body).not.toBeNull();
  });

  it('is refused, with the reason, when the model finds it upside down', async () => {
    const source = { means: 'model', name: 'm@1' } as const;
    const options = { segment: () => null, refusal: 'upside-down', source } as const;
    const { finding, mask } = analyzeTongue(await drawn(), options);
    expect(mask).toBeNull();
    expect(finding.quality).toEqual({ score: 0, usable: false, reasons: ['no-tongue', 'upside-down', 'uncalibrated'] });
  });

  it.each(Object.keys(EMPTY_SCENES))('is not seen in %s, neither live nor kept', async (name) => {
    const image = EMPTY_SCENES[name] as PixelImage;
    expect((await readTongue(models, image)).mask).toBeNull();
    expect((await judgeTonguePreview(models, image, false)).usable).toBe(false);
  });

  it('is judged usable live', async () => {
    const frame = await decoded(await source.preview('tongue-top', 5));
    expect((await judgeTonguePreview(models, frame, false)).usable).toBe(true);
  });
});
