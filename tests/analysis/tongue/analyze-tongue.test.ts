import { describe, expect, it, vi } from 'vitest';
import { createRenderedPictureSource } from '../../../device-drivers/simulation/picture-renderer.ts';
import { deltaE2000 } from '../../../src/analysis/colour/delta-e.ts';
import { judgePreview } from '../../../src/analysis/picture/judge-preview.ts';
import { analyzeTongue } from '../../../src/analysis/tongue/analyze-tongue.ts';
import type { Lab } from '../../../src/domain/picture.ts';
import { decoded, EMPTY_SCENES, overlap } from '../support/scenes.ts';

/** Drawing takes a second of an idle core; a busy machine has many tests beside this. */
vi.setConfig({ testTimeout: 120_000 });

const LOOKS = [
  { seed: 1, tongue: {} },
  { seed: 2, tongue: { coatingFraction: 0.3 } },
  { seed: 5, tongue: { coatingFraction: 0.6 } },
  { seed: 7, tongue: { bodyLab: { l: 50, a: 36, b: 16 } } },
  { seed: 11, tongue: { coatingLab: { l: 70, a: 12, b: 20 } } },
];
const NONE: Lab = { l: Number.NaN, a: Number.NaN, b: Number.NaN };

describe('the tongue analysis on drawn tongues', () => {
  it.each(LOOKS)('recovers outline, colours and coating of seed $seed', async (look) => {
    const source = createRenderedPictureSource(look);
    const { finding, mask } = analyzeTongue(await decoded(await source.picture('tongue-top')));
    const truth = source.truth.tongue;
    expect(finding.quality).toEqual({ score: 1, usable: true, reasons: ['uncalibrated'] });
    expect(mask && overlap(mask, truth.outline)).toBeGreaterThanOrEqual(0.95);
    expect(deltaE2000(finding.body?.lab ?? NONE, truth.bodyLab)).toBeLessThanOrEqual(3);
    expect(deltaE2000(finding.coating?.lab ?? NONE, truth.coatingLab)).toBeLessThanOrEqual(3);
    expect(Math.abs((finding.coating?.areaFraction ?? 9) - truth.coatingFraction)).toBeLessThanOrEqual(0.05);
    expect(judgePreview(await decoded(await source.preview('tongue-top', 5))).usable).toBe(true);
  });

  it('names no colour, because the picture is not calibrated', async () => {
    const source = createRenderedPictureSource({ seed: 1, widthPx: 320 });
    const { finding } = analyzeTongue(await decoded(await source.picture('tongue-top')));
    expect(finding.calibrated).toBe(false);
    expect(finding.body?.colour).toEqual({ label: null, p: null });
    expect(finding.coating?.colour).toEqual({ label: null, p: null });
    expect(Object.keys(finding.zones).sort()).toEqual(['centre', 'left', 'right', 'root', 'tip']);
  });

  it('claims no coating where the tongue has one colour', async () => {
    const bare = { bodyLab: { l: 56, a: 31, b: 12 }, coatingLab: { l: 56, a: 31, b: 12 } };
    const source = createRenderedPictureSource({ seed: 3, tongue: bare });
    const { finding } = analyzeTongue(await decoded(await source.picture('tongue-top')));
    expect(finding.quality.usable).toBe(true);
    expect(finding.coating).toBeNull();
  });

  it('gives colour without coating and zones for the underside', async () => {
    const source = createRenderedPictureSource({ seed: 1 });
    const { finding } = analyzeTongue(await decoded(await source.picture('tongue-underside')), { underside: true });
    expect(finding.quality.usable).toBe(true);
    expect(deltaE2000(finding.body?.lab ?? NONE, source.truth.underside.bodyLab)).toBeLessThanOrEqual(3);
    expect(finding.coating).toBeNull();
    expect(finding.zones).toEqual({});
  });

  it('describes the mask of another segmentation when one is handed in', async () => {
    const source = createRenderedPictureSource({ seed: 1, widthPx: 320 });
    const image = await decoded(await source.picture('tongue-top'));
    const { outline } = source.truth.tongue;
    const { mask, finding } = analyzeTongue(image, { segment: () => outline });
    expect(mask).toBe(outline);
    expect(finding.tongue?.areaPx).toBe(outline.data.filter((value) => value).length);
  });
});

describe('pictures without a tongue', () => {
  it.each(Object.entries(EMPTY_SCENES))('refuses %s with its reason', (_name, image) => {
    const { finding, mask } = analyzeTongue(image);
    expect(finding.quality.usable).toBe(false);
    expect(finding.quality.reasons).toContain('no-tongue');
    expect(finding.tongue).toBeNull();
    expect(mask).toBeNull();
    expect(judgePreview(image).score).toBeLessThanOrEqual(1);
  });

  it('refuses a face with the mouth closed, in preview and picture', async () => {
    const source = createRenderedPictureSource({ seed: 4 });
    const quality = analyzeTongue(await decoded(await source.picture('face'))).finding.quality;
    expect(quality).toEqual({ score: 0, usable: false, reasons: ['no-tongue', 'uncalibrated'] });
    expect(judgePreview(await decoded(await source.preview('face', 0))).usable).toBe(false);
  });

  it.each([
    ['black', 'too-dark'],
    ['white', 'too-bright'],
  ] as const)('says of a %s picture that it is %s', (name, reason) => {
    const image = EMPTY_SCENES[name];
    expect(image && analyzeTongue(image).finding.quality.reasons).toContain(reason);
  });
});
