import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import type { NamedTensors, Tensor } from '../src/inference/model.ts';
import { loadOnnxModel } from '../src/inference/onnx-model.ts';
import { ONNX_OPSET } from '../src/inquiry/onnx-graph.ts';
import { compileSynthesis } from '../src/synthesis/compile-synthesis.ts';
import { publishedEvidence } from '../src/synthesis/evidence-table.ts';
import { SIGNS } from '../src/synthesis/signs.ts';
import type { BuiltScorer } from './build-scorer.ts';

const SOURCE = 'src/synthesis/evidence/published.json';

/** Compiles the published evidence table; its golden answers are each sign by itself and all signs at once. */
export async function buildSynthesis(): Promise<BuiltScorer> {
  const modelBytes = compileSynthesis(publishedEvidence());
  const model = await loadOnnxModel(
    {
      createSession: (bytes) => InferenceSession.create(bytes, { intraOpNumThreads: 1 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    modelBytes,
  );
  const inputs = goldenInputs();
  const { sums, evidence } = await model.run(inputs);
  const source = await readFile(new URL(`../${SOURCE}`, import.meta.url));
  return {
    modelBytes,
    manifest: {
      name: 'synthesis',
      version: '1.0.0',
      sha256: sha256(modelBytes),
      opset: ONNX_OPSET,
      inputs: model.inputs,
      outputs: model.outputs,
      source: { path: SOURCE, sha256: sha256(source) },
      terms: {
        use: 'unrestricted',
        statement:
          "The project's own: figures of published studies and the national standard, each row with its source.",
      },
    },
    golden: {
      absoluteTolerance: 1e-12,
      cases: [
        {
          name: 'each sign by itself, then all at once',
          inputs: toJson(inputs),
          outputs: toJson({ ...(sums && { sums }), ...(evidence && { evidence }) }),
        },
      ],
    },
  };
}

function goldenInputs(): NamedTensors {
  const rows = SIGNS.length + 1;
  const dims = [rows, SIGNS.length];
  const present = Float64Array.from({ length: rows * SIGNS.length }, (_, at) => {
    const row = Math.floor(at / SIGNS.length);
    return row === SIGNS.length || row === at % SIGNS.length ? 1 : 0;
  });
  const tensor = (data: Float64Array): Tensor => ({ type: 'float64', dims, data });
  return { present: tensor(present), judged: tensor(new Float64Array(rows * SIGNS.length).fill(1)) };
}

function toJson(tensors: NamedTensors): object {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { type, dims, data }]) => [name, { type, dims, data: [...data] }]),
  );
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
