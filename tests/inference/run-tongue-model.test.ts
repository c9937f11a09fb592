import { describe, expect, it } from 'vitest';
import { MODEL_PX } from '../../src/analysis/tongue/model-view.ts';
import type { Model, NamedTensors } from '../../src/inference/model.ts';
import { runTongueModel } from '../../src/inference/run-tongue-model.ts';

const CELLS = MODEL_PX * MODEL_PX;

/** Only what is asked of a model here. */
function modelThat(answer: (pixels: Uint8Array) => NamedTensors): Model {
  return {
    run: async ({ pixels }: NamedTensors) => answer(pixels?.data as Uint8Array),
  } as unknown as Model;
}

/** Red for a logit, and more of it towards the right than is there; surer of what it sees on the left. */
function leaning(pixels: Uint8Array): NamedTensors {
  const logits = Float32Array.from({ length: CELLS }, (_, cell) => (pixels[3 * cell] ?? 0) + (cell % MODEL_PX));
  const upright = (pixels[0] ?? 0) > 0 ? 1 : 0.5;
  return {
    logits: { type: 'float32', dims: [1, 1, MODEL_PX, MODEL_PX], data: logits },
    answers: { type: 'float32', dims: [1, 2], data: Float32Array.of(1, upright) },
  };
}

describe('a look of the segmentation', () => {
  it('is the mean for the square and its mirror image, so that no side is preferred', async () => {
    const pixels = new Uint8Array(3 * CELLS);
    pixels[0] = 200;
    pixels[3 * (MODEL_PX + 5)] = 40;
    const { logits, presence, upright } = await runTongueModel(modelThat(leaning))(pixels);
    const level = (MODEL_PX - 1) / 2;
    const differing = Array.from(logits.keys()).filter((cell) => logits[cell] !== level);
    expect(differing).toEqual([0, MODEL_PX + 5]);
    expect(logits[0]).toBe(200 + level);
    expect(logits[MODEL_PX + 5]).toBe(40 + level);
    expect(presence).toBe(1);
    expect(upright).toBe(0.75);
  });

  it('is refused when the model answers in another form', async () => {
    const other = modelThat((pixels) => ({ ...leaning(pixels), answers: { type: 'uint8', dims: [1], data: pixels } }));
    await expect(runTongueModel(other)(new Uint8Array(3 * CELLS))).rejects.toMatchObject({
      code: 'inference/unexpected-output',
    });
  });
});
