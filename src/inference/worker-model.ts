import { InferenceError } from './inference-error.ts';
import type { Model } from './model.ts';
import type { ModelManifest } from './model-manifest.ts';
import { checkTensors } from './tensor-signature.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { ModelAnswer, ModelJob } from './worker-protocol.ts';

/** A `Model` whose file is loaded and run in the pool's threads. Inputs and outputs are held to the manifest. */
export function createWorkerModel(
  manifest: ModelManifest,
  path: string,
  pool: WorkerPool<ModelJob, ModelAnswer>,
): Model {
  const { name, version, sha256, inputs: inputSignatures, outputs: outputSignatures } = manifest;
  let released = false;
  return {
    name,
    version,
    sha256,
    inputs: inputSignatures,
    outputs: outputSignatures,
    async run(inputs, signal) {
      if (released) throw new InferenceError('inference/closed', `model ${name} was released`, { model: name });
      checkTensors(inputs, inputSignatures, 'inference/invalid-input');
      const answer = await pool.run({ kind: 'run', file: { path, sha256 }, inputs }, signal);
      if (answer.kind !== 'ran') throw new InferenceError('inference/unexpected-output', 'the run was not answered');
      checkTensors(answer.outputs, outputSignatures, 'inference/unexpected-output');
      return answer.outputs;
    },
    async release() {
      released = true;
      pool.forget({ path, sha256 });
    },
  };
}
