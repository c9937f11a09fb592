import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import type { Tensor } from '../src/inference/model.ts';
import { loadOnnxModel } from '../src/inference/onnx-model.ts';
import { compileScorer } from '../src/inquiry/compile-scorer.ts';
import type { QuestionnaireDefinition } from '../src/inquiry/definition.ts';
import { ONNX_OPSET } from '../src/inquiry/onnx-graph.ts';
import { questionnaireDefinition } from '../src/inquiry/questionnaire.ts';

export interface BuiltScorer {
  readonly modelBytes: Uint8Array;
  /** Contents of `model.json`. */
  readonly manifest: unknown;
  /** Contents of `golden.json`. */
  readonly golden: unknown;
}

/** Compiles one installed questionnaire and takes its golden answers from the compiled file itself. */
export async function buildScorer(id: string): Promise<BuiltScorer> {
  const definition = questionnaireDefinition(id);
  const modelBytes = compileScorer(definition);
  const model = await loadOnnxModel(
    {
      createSession: (bytes) => InferenceSession.create(bytes, { intraOpNumThreads: 1 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    modelBytes,
  );
  const answers = goldenAnswers(definition);
  const outputs = await model.run({ answers });
  const sourcePath = `src/inquiry/definitions/${id}.json`;
  const source = await readFile(new URL(`../${sourcePath}`, import.meta.url));
  return {
    modelBytes,
    manifest: {
      name: definition.id,
      version: definition.version,
      sha256: sha256(modelBytes),
      opset: ONNX_OPSET,
      inputs: model.inputs,
      outputs: model.outputs,
      source: { path: sourcePath, sha256: sha256(source) },
    },
    golden: {
      absoluteTolerance: 0,
      cases: [
        {
          name: 'uniform and mixed sheets',
          inputs: { answers: toJson(answers) },
          outputs: Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, toJson(tensor)])),
        },
      ],
    },
  };
}

/** Five sheets with one answer throughout, then seven whose answers step through 1–5 at different strides. */
function goldenAnswers({ numbers }: QuestionnaireDefinition): Tensor {
  const strides = [0, 0, 0, 0, 0, 1, 2, 3, 4, 1, 2, 3];
  const rows = strides.map((stride, row) => numbers.map((_, item) => 1 + ((row + stride * (item + (item >> 2))) % 5)));
  return { type: 'float32', dims: [rows.length, numbers.length], data: Float32Array.from(rows.flat()) };
}

function toJson({ type, dims, data }: Tensor) {
  return { type, dims, data: [...data] };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
