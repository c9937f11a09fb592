import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import type { Tensor } from '../src/inference/model.ts';
import { loadOnnxModel } from '../src/inference/onnx-model.ts';
import { compileProfile } from '../src/inquiry/compile-profile.ts';
import { compileScorer } from '../src/inquiry/compile-scorer.ts';
import { fiveStateOpen } from '../src/inquiry/five-state-questionnaire.ts';
import { ONNX_OPSET } from '../src/inquiry/onnx-graph.ts';
import { questionnaireDefinition, scoredQuestionnaires } from '../src/inquiry/questionnaire.ts';

export interface BuiltScorer {
  readonly modelBytes: Uint8Array;
  /** Contents of `model.json`. */
  readonly manifest: unknown;
  /** Contents of `golden.json`. */
  readonly golden: unknown;
}

/** A definition compiled, with what golden answers need to know of it. */
interface Compiled {
  readonly name: string;
  readonly version: string;
  readonly modelBytes: Uint8Array;
  readonly items: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Ids of every questionnaire whose scorer ships. */
export function shippedScorers(): readonly string[] {
  return [...scoredQuestionnaires(), fiveStateOpen().id];
}

function compile(id: string): Compiled {
  const open = fiveStateOpen();
  if (id === open.id) {
    const { version, statements } = open;
    return { name: id, version, modelBytes: compileProfile(open), items: statements.length, lowest: 0, highest: 1 };
  }
  const definition = questionnaireDefinition(id);
  const { version, numbers } = definition;
  return { name: id, version, modelBytes: compileScorer(definition), items: numbers.length, lowest: 1, highest: 5 };
}

/** Compiles one shipped questionnaire and takes its golden answers from the compiled file itself. */
export async function buildScorer(id: string): Promise<BuiltScorer> {
  const compiled = compile(id);
  const { name, version, modelBytes } = compiled;
  const model = await loadOnnxModel(
    {
      createSession: (bytes) => InferenceSession.create(bytes, { intraOpNumThreads: 1 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    modelBytes,
  );
  const answers = goldenAnswers(compiled);
  const outputs = await model.run({ answers });
  const sourcePath = `src/inquiry/definitions/${id}.json`;
  const source = await readFile(new URL(`../${sourcePath}`, import.meta.url));
  return {
    modelBytes,
    manifest: {
      name,
      version,
      sha256: sha256(modelBytes),
      opset: ONNX_OPSET,
      inputs: model.inputs,
      outputs: model.outputs,
      source: { path: sourcePath, sha256: sha256(source) },
      terms: { use: 'unrestricted', statement: "The project's own, compiled from the definition; no training data." },
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

/** Five sheets with one answer throughout, then seven whose answers step through the options at different strides. */
function goldenAnswers({ items, lowest, highest }: Compiled): Tensor {
  const strides = [0, 0, 0, 0, 0, 1, 2, 3, 4, 1, 2, 3];
  const options = highest - lowest + 1;
  const rows = strides.map((stride, row) =>
    Array.from({ length: items }, (_, item) => lowest + ((row + stride * (item + (item >> 2))) % options)),
  );
  return { type: 'float32', dims: [rows.length, items], data: Float32Array.from(rows.flat()) };
}

function toJson({ type, dims, data }: Tensor) {
  return { type, dims, data: [...data] };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
