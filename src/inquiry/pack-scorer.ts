import { createHash } from 'node:crypto';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { loadOnnxModel } from '../inference/onnx-model.ts';
import { compileProfile } from './compile-profile.ts';
import { type FiveStatePack, profileOfPack } from './five-state-pack.ts';
import type { ProfileScorer } from './score-five-state.ts';

/** The scorer of a licensed pack, compiled where the pack is: nothing of it is kept. Call `release` when done. */
export async function packScorer(pack: FiveStatePack): Promise<ProfileScorer & { release(): Promise<void> }> {
  const definition = profileOfPack(pack);
  const bytes = compileProfile(definition);
  const model = await loadOnnxModel(
    {
      createSession: (modelBytes) => InferenceSession.create(modelBytes, { intraOpNumThreads: 1 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    bytes,
  );
  return {
    name: definition.id,
    version: definition.version,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    run: (inputs) => model.run(inputs),
    release: () => model.release(),
  };
}
