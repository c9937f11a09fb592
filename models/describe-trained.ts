import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { argv, stdout } from 'node:process';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { patternValues } from '../src/inference/golden.ts';
import type { NamedTensors, Tensor, TensorSignature } from '../src/inference/model.ts';
import { loadOnnxModel, type OnnxModel } from '../src/inference/onnx-model.ts';

/**
 * `node models/describe-trained.ts NAME…`: writes `model.json` and `golden.json` of a trained model from its `model.onnx`.
 * The weights come from the scripts in its `train/`, the card is written by hand.
 */

const TRAINED_OPSET = 13;
/** Elements of a large output that are written down. */
const SAMPLED = 96;
/** Different processors round differently: measured below 1e-4 on logits of up to 20; a wrong file differs by whole units. */
const TOLERANCE = 0.01;

const PROJECT_TERMS = {
  use: 'unrestricted',
  statement: "Trained on tongue741 (MIT, (c) 2025 Ian Mackenzie) and the project's own renders.",
} as const;

interface Trained {
  readonly version: string;
  readonly source: string;
  readonly terms: { readonly use: 'unrestricted' | 'research'; readonly statement: string };
  /** Ranges of the golden inputs, one case each. */
  readonly ranges: readonly (readonly [number, number])[];
}

const TRAINED: Readonly<Record<string, Trained>> = {
  'tongue-segmentation': {
    version: '1.2.0',
    source: 'train/train.py',
    terms: PROJECT_TERMS,
    ranges: [
      [0, 256],
      [90, 200],
    ],
  },
  'tongue-attributes': {
    version: '1.1.0',
    source: 'train/train_classifiers.py',
    terms: {
      use: 'research',
      statement:
        'Trained on TonguExpert (Li et al. 2025), publicly released with a paper, without a licence file; commercial terms unverified.',
    },
    ranges: [
      [0, 60],
      [100, 200],
    ],
  },
};

function goldenInput({ type, dims }: TensorSignature, [low, high]: readonly [number, number], seed: number) {
  const fixed = dims.map((dim) => dim ?? 2);
  const values = patternValues(
    fixed.reduce((product, dim) => product * dim, 1),
    seed,
    low,
    high,
  );
  const tensor: Tensor =
    type === 'uint8'
      ? { type, dims: fixed, data: Uint8Array.from(values) }
      : { type: 'float32', dims: fixed, data: Float32Array.from(values) };
  return { tensor, written: { type: tensor.type, dims: fixed, pattern: { seed, low, high } } };
}

function sampled({ type, dims, data }: Tensor) {
  const rounded = (index: number) => Number((data[index] ?? Number.NaN).toFixed(5));
  if (data.length <= SAMPLED) return { type, dims, data: Array.from(data, (_, index) => rounded(index)) };
  const at = Array.from({ length: SAMPLED }, (_, place) => Math.floor(((place + 0.5) * data.length) / SAMPLED));
  return { type, dims, at, data: at.map(rounded) };
}

async function goldenCase(model: OnnxModel, range: readonly [number, number], seed: number) {
  const inputs = Object.entries(model.inputs).map(
    ([name, signature]) => [name, goldenInput(signature, range, seed)] as const,
  );
  const tensors: NamedTensors = Object.fromEntries(inputs.map(([name, { tensor }]) => [name, tensor]));
  const outputs = await model.run(tensors);
  return {
    name: `noise from ${range[0]} to ${range[1]}`,
    inputs: Object.fromEntries(inputs.map(([name, { written }]) => [name, written])),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, sampled(tensor)])),
  };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function describe(name: string, { version, source, terms, ranges }: Trained): Promise<void> {
  const folder = new URL(`./${name}/`, import.meta.url);
  const modelBytes = await readFile(new URL('model.onnx', folder));
  const model = await loadOnnxModel(
    {
      createSession: (bytes) => InferenceSession.create(bytes, { intraOpNumThreads: 1 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    modelBytes,
  );
  const manifest = {
    name,
    version,
    sha256: sha256(modelBytes),
    opset: TRAINED_OPSET,
    inputs: model.inputs,
    outputs: model.outputs,
    source: { path: `models/${name}/${source}`, sha256: sha256(await readFile(new URL(source, folder))) },
    terms,
  };
  const cases = await Promise.all(ranges.map((range, index) => goldenCase(model, range, 741 + index)));
  await writeFile(new URL('model.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(new URL('golden.json', folder), `${JSON.stringify({ absoluteTolerance: TOLERANCE, cases })}\n`);
  stdout.write(`${name}: ${modelBytes.length} bytes\n`);
}

for (const name of argv.slice(2)) {
  const trained = TRAINED[name];
  if (!trained) throw new Error(`no trained model is called ${name}; known: ${Object.keys(TRAINED).join(', ')}`);
  await describe(name, trained);
}
