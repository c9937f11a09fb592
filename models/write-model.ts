import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node';
import { patternValues } from '../src/inference/golden.ts';
import type { NamedTensors } from '../src/inference/model.ts';
import type { ModelTerms } from '../src/inference/model-manifest.ts';
import { loadOnnxModel } from '../src/inference/onnx-model.ts';

export interface ConvertedModel {
  /** Also the folder. */
  readonly name: string;
  readonly version: string;
  readonly opset: number;
  readonly modelBytes: Uint8Array;
  readonly terms: ModelTerms;
  /** The script that made it, by its path in the project. */
  readonly source: string;
  /** Range of the golden input's pseudo-random values. */
  readonly goldenInput: { readonly name: string; readonly dims: readonly number[]; low: number; high: number };
  /** Largest difference between machines: vector units add in other orders. */
  readonly absoluteTolerance: number;
}

/** Elements of each output that are written down. */
const GOLDEN_SAMPLES = 24;
const GOLDEN_SEED = 20_261_125;

/** Writes `model.onnx`, `model.json` and `golden.json`, the answers taken from the file itself; the card is by hand. */
export async function writeModel(model: ConvertedModel): Promise<void> {
  const { name, version, opset, modelBytes, terms, source, absoluteTolerance, goldenInput } = model;
  const loaded = await loadOnnxModel(
    {
      createSession: (bytes) => InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 }),
      createTensor: ({ type, data, dims }) => new RuntimeTensor(type, data, dims),
    },
    modelBytes,
  );
  const { dims, low, high } = goldenInput;
  const count = dims.reduce((product, dim) => product * dim, 1);
  const data = Float32Array.from(patternValues(count, GOLDEN_SEED, low, high));
  const outputs = await loaded.run({ [goldenInput.name]: { type: 'float32', dims, data } });
  const inputs = { [goldenInput.name]: { type: 'float32', dims, pattern: { seed: GOLDEN_SEED, low, high } } };
  const manifest = {
    name,
    version,
    sha256: sha256(modelBytes),
    opset,
    inputs: loaded.inputs,
    outputs: loaded.outputs,
    source: { path: source, sha256: sha256(await readFile(new URL(`../${source}`, import.meta.url))) },
    terms,
  };
  const cases = [{ name: 'pseudo-random picture', inputs, outputs: sampled(outputs) }];
  const folder = new URL(`./${name}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('model.onnx', folder), modelBytes);
  await writeFile(new URL('model.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
  await writeFile(new URL('golden.json', folder), `${JSON.stringify({ absoluteTolerance, cases }, null, 2)}\n`);
}

/** Evenly spaced elements of each output, to six digits. */
function sampled(outputs: NamedTensors): object {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { type, dims, data }]) => {
      const samples = Math.min(GOLDEN_SAMPLES, data.length);
      const at = Array.from({ length: samples }, (_, i) => Math.floor((i * data.length) / samples));
      return [name, { type, dims, at, data: at.map((index) => Number((data[index] ?? Number.NaN).toPrecision(6))) }];
    }),
  );
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
