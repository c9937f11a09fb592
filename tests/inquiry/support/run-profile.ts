import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { loadOnnxModel } from '../../../src/inference/onnx-model.ts';
import { compileProfile } from '../../../src/inquiry/compile-profile.ts';
import type { ProfileDefinition } from '../../../src/inquiry/profile-definition.ts';
import type { ProfileScorer } from '../../../src/inquiry/score-five-state.ts';

/** The definition compiled and loaded on this thread. */
export async function profileScorer(definition: ProfileDefinition): Promise<ProfileScorer> {
  const model = await loadOnnxModel(
    {
      createSession: (bytes) => InferenceSession.create(bytes, { intraOpNumThreads: 1 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    compileProfile(definition),
  );
  const { id: name, version } = definition;
  return { name, version, sha256: '0'.repeat(64), run: (inputs) => model.run(inputs) };
}
