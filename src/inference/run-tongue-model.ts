import type { RunTongueModel } from '../analysis/tongue/find-tongue.ts';
import { MODEL_PX } from '../analysis/tongue/model-view.ts';
import { InferenceError } from './inference-error.ts';
import type { Model } from './model.ts';

/**
 * The segmentation model as `findTongue` asks for it. Rejects as `Model.run` does, and with
 * `inference/unexpected-output` when the model answers in another form.
 */
export function runTongueModel(model: Model, signal?: AbortSignal): RunTongueModel {
  return async (data) => {
    const pixels = { type: 'uint8', dims: [1, MODEL_PX, MODEL_PX, 3], data } as const;
    const { logits, answers } = await model.run({ pixels }, signal);
    if (logits?.type !== 'float32' || answers?.type !== 'float32') {
      throw new InferenceError('inference/unexpected-output', 'the segmentation answers in another form');
    }
    return { logits: logits.data, presence: answers.data[0] ?? 0, upright: answers.data[1] ?? 0 };
  };
}
