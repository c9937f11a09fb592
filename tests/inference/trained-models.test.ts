import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawFace } from '../../device-drivers/simulation/face-phantom.ts';
import { toPixelImage } from '../../device-drivers/simulation/lab-canvas.ts';
import { DEFAULT_TONGUE_LOOK, drawTongue } from '../../device-drivers/simulation/tongue-phantom.ts';
import { labelAttributes } from '../../src/analysis/tongue/attribute-labels.ts';
import { findTongue } from '../../src/analysis/tongue/find-tongue.ts';
import { measureSurface } from '../../src/analysis/tongue/tongue-surface.ts';
import { tongueView } from '../../src/analysis/tongue/tongue-view.ts';
import { type ModelRegistry, openModelRegistry } from '../../src/inference/model-registry.ts';
import { runAttributeModel } from '../../src/inference/run-attribute-model.ts';
import { runTongueModel } from '../../src/inference/run-tongue-model.ts';

const SIZE = { widthPx: 480, heightPx: 360 };
let registry: ModelRegistry;

beforeAll(async () => {
  registry = await openModelRegistry({ modelsDir: fileURLToPath(new URL('../../models/', import.meta.url)) });
}, 30_000);
afterAll(() => registry.close());

describe('the trained tongue models', () => {
  it('outline a drawn tongue at the size of its picture', async () => {
    const { canvas, truth } = drawTongue(SIZE, 77, DEFAULT_TONGUE_LOOK);
    const { mask, refusal } = await findTongue(
      toPixelImage(canvas),
      runTongueModel(registry.get('tongue-segmentation')),
    );
    const found = mask?.data ?? new Uint8Array();
    const both = truth.outline.data.filter((inside, pixel) => inside && found[pixel]).length;
    const either = truth.outline.data.filter((inside, pixel) => inside || found[pixel]).length;
    expect(refusal).toBeNull();
    expect(both / either).toBeGreaterThan(0.96);
  }, 20_000);

  it('refuse a face with a closed mouth and a plain wall', async () => {
    const run = runTongueModel(registry.get('tongue-segmentation'));
    const wall = { ...SIZE, data: new Uint8Array(SIZE.widthPx * SIZE.heightPx * 3).fill(180) };
    expect((await findTongue(toPixelImage(drawFace(SIZE, 78).canvas), run)).refusal).toBe('no-tongue');
    expect((await findTongue(wall, run)).refusal).toBe('no-tongue');
  }, 20_000);

  it('give probabilities for every attribute', async () => {
    const { canvas, truth } = drawTongue(SIZE, 79, DEFAULT_TONGUE_LOOK);
    const run = runAttributeModel(registry.get('tongue-attributes'));
    const view = tongueView(toPixelImage(canvas), truth.outline);
    const attributes = view && (await labelAttributes(view, measureSurface(view), run));
    for (const name of ['bodyColour', 'coatingColour', 'crackSeverity', 'toothMarkSeverity'] as const) {
      const { p, probabilities } = attributes?.[name] ?? { p: 0, probabilities: [] };
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
      expect(p).toBe(Math.max(...probabilities));
    }
    expect(attributes?.presence.cracks).toBeGreaterThanOrEqual(0);
  }, 20_000);
});
