import { CROP_PX } from '../analysis/tongue/attribute-crop.ts';
import type { RunAttributeModel } from '../analysis/tongue/attribute-labels.ts';
import { InferenceError } from './inference-error.ts';
import type { Model, NamedTensors } from './model.ts';

/**
 * The attribute model as `labelAttributes` asks for it. Rejects as `Model.run` does, and with
 * `inference/unexpected-output` when the model answers in another form.
 */
export function runAttributeModel(model: Model, signal?: AbortSignal): RunAttributeModel {
  return async ({ crop, features }) => {
    const outputs = await model.run(
      {
        crop: { type: 'uint8', dims: [1, CROP_PX, CROP_PX, 3], data: crop },
        features: { type: 'float32', dims: [1, features.length], data: features },
      },
      signal,
    );
    return {
      bodyColour: numbers(outputs, 'zhi'),
      coatingColour: numbers(outputs, 'tai'),
      crackSeverity: numbers(outputs, 'fissure'),
      toothMarkSeverity: numbers(outputs, 'tooth_mk'),
      cracksPresent: numbers(outputs, 'fissure_present')[0] ?? 0,
      toothMarksPresent: numbers(outputs, 'tooth_mk_present')[0] ?? 0,
    };
  };
}

function numbers(outputs: NamedTensors, name: string): readonly number[] {
  const tensor = outputs[name];
  if (tensor?.type !== 'float32') {
    throw new InferenceError('inference/unexpected-output', `the attribute model gives no ${name}`, { tensor: name });
  }
  return [...tensor.data];
}
