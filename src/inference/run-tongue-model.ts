import type { RunTongueModel, TongueModelAnswer } from '../analysis/tongue/find-tongue.ts';
import { MODEL_PX, rearranged } from '../analysis/tongue/model-view.ts';
import { InferenceError } from './inference-error.ts';
import type { Model } from './model.ts';

/**
 * The segmentation model as `findTongue` asks for it: the mean of its answers for the square and for its mirror image, two
 * runs side by side. Rejects as `Model.run` does, and with `inference/unexpected-output` when the model answers in
 * another form.
 */
export function runTongueModel(model: Model, signal?: AbortSignal): RunTongueModel {
  return async (data) => {
    const [seen, mirrored] = await Promise.all([
      answerOf(model, data, signal),
      answerOf(model, rearranged(data, opposite), signal),
    ]);
    return {
      logits: meanWithMirrored(seen.logits, mirrored.logits),
      presence: (seen.presence + mirrored.presence) / 2,
      upright: (seen.upright + mirrored.upright) / 2,
    };
  };
}

async function answerOf(model: Model, data: Uint8Array, signal?: AbortSignal): Promise<TongueModelAnswer> {
  const pixels = { type: 'uint8', dims: [1, MODEL_PX, MODEL_PX, 3], data } as const;
  const { logits, answers } = await model.run({ pixels }, signal);
  if (logits?.type !== 'float32' || answers?.type !== 'float32') {
    throw new InferenceError('inference/unexpected-output', 'the segmentation answers in another form');
  }
  return { logits: logits.data, presence: answers.data[0] ?? 0, upright: answers.data[1] ?? 0 };
}

function meanWithMirrored(logits: Float32Array, mirrored: Float32Array): Float32Array {
  return logits.map((logit, cell) => (logit + (mirrored[opposite(cell)] ?? 0)) / 2);
}

/** The cell of the same row as far from the other side. */
function opposite(cell: number): number {
  const x = cell % MODEL_PX;
  return cell - x + MODEL_PX - 1 - x;
}
