import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { InferenceError } from './inference-error.ts';
import type { NamedTensors, Tensor, TensorType } from './model.ts';

const closed = { additionalProperties: false } as const;

const tensorHead = {
  type: Type.Union([Type.Literal('float32'), Type.Literal('float64'), Type.Literal('int32'), Type.Literal('uint8')]),
  dims: Type.Array(Type.Integer({ minimum: 0 })),
} as const;

const GoldenTensor = Type.Object({ ...tensorHead, data: Type.Array(Type.Number()) }, closed);

/** An input too large to be written out, a picture say, is named by its seed: see `patternValues`. */
const PatternTensor = Type.Object(
  {
    ...tensorHead,
    pattern: Type.Object(
      { seed: Type.Integer({ minimum: 0, maximum: 0xffff_ffff }), low: Type.Number(), high: Type.Number() },
      closed,
    ),
  },
  closed,
);

/** An output too large to be written out: these elements of it, by their index in row-major order. */
const SampledTensor = Type.Object(
  {
    ...tensorHead,
    at: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1 }),
    data: Type.Array(Type.Number(), { minItems: 1 }),
  },
  closed,
);

/** `golden.json`: answers the model must give on every machine before it is used. */
const GoldenFile = Type.Object(
  {
    /** Largest difference allowed between machines; 0 for a model of whole-number rules. */
    absoluteTolerance: Type.Number({ minimum: 0 }),
    cases: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1 }),
          inputs: Type.Record(Type.String(), Type.Union([GoldenTensor, PatternTensor])),
          outputs: Type.Record(Type.String(), Type.Union([GoldenTensor, SampledTensor])),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);

/** What an output must hold: `data[i]` at element `at[i]`, or every element where `at` is null. */
interface ExpectedTensor {
  readonly dims: readonly number[];
  readonly at: readonly number[] | null;
  readonly data: readonly number[];
}

export interface GoldenCase {
  readonly name: string;
  readonly inputs: NamedTensors;
  readonly outputs: Readonly<Record<string, ExpectedTensor>>;
  readonly absoluteTolerance: number;
}

const validator = Compile(GoldenFile);

/** Throws `InferenceError` `inference/invalid-golden`. */
export function parseGolden(text: string): readonly GoldenCase[] {
  const value = parseJson(text);
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    throw new InferenceError('inference/invalid-golden', `golden.json: ${first?.message ?? 'not of its form'}`, {
      at: first?.instancePath ?? '',
    });
  }
  const { absoluteTolerance, cases } = value;
  return cases.map(({ name, inputs, outputs }) => ({
    name,
    inputs: Object.fromEntries(Object.entries(inputs).map(([key, tensor]) => [key, readInput(tensor)])),
    outputs: Object.fromEntries(Object.entries(outputs).map(([key, tensor]) => [key, readOutput(tensor)])),
    absoluteTolerance,
  }));
}

/** Throws `InferenceError` `inference/golden-mismatch` naming the first tensor and element that differ. */
export function compareWithGolden(golden: GoldenCase, outputs: NamedTensors): void {
  for (const [name, expected] of Object.entries(golden.outputs)) {
    const actual = outputs[name];
    const difference =
      actual === undefined ? { index: 0, expected: expected.data[0] } : firstDifference(expected, actual, golden);
    if (difference === null) continue;
    throw new InferenceError('inference/golden-mismatch', `case ${golden.name}: ${name}[${difference.index}] differs`, {
      case: golden.name,
      tensor: name,
      ...difference,
      actual: actual?.data[difference.index],
    });
  }
}

function firstDifference(expected: ExpectedTensor, actual: Tensor, { absoluteTolerance }: GoldenCase) {
  if (expected.dims.join() !== actual.dims.join()) return { index: 0, expected: expected.data[0] };
  for (const [i, value] of expected.data.entries()) {
    const index = expected.at?.[i] ?? i;
    // Negated, so that NaN differs from everything.
    if (!(Math.abs(value - (actual.data[index] ?? Number.NaN)) <= absoluteTolerance)) return { index, expected: value };
  }
  return null;
}

/**
 * `count` values between `low` and `high` from the linear congruential generator of Numerical Recipes (3rd ed., 7.1.5):
 * s ← 1664525·s + 1013904223 mod 2³², value = low + (high − low)·s/2³². The same in every language, so that a training
 * script can write down the answer to an input it need not write down.
 */
export function patternValues(count: number, seed: number, low: number, high: number): Float64Array {
  const values = new Float64Array(count);
  let state = seed >>> 0;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[i] = low + ((high - low) * state) / 2 ** 32;
  }
  return values;
}

function readInput(tensor: Static<typeof GoldenTensor> | Static<typeof PatternTensor>): Tensor {
  const { type, dims } = tensor;
  if ('data' in tensor) return makeTensor(type, dims, tensor.data);
  const count = dims.reduce((product, dim) => product * dim, 1);
  const { seed, low, high } = tensor.pattern;
  return makeTensor(type, dims, patternValues(count, seed, low, high));
}

function readOutput(tensor: Static<typeof GoldenTensor> | Static<typeof SampledTensor>): ExpectedTensor {
  const { dims } = tensor;
  const at = 'at' in tensor ? tensor.at : null;
  // Through the tensor's own type: what is written in decimals compares as the model computes it.
  return { dims, at, data: [...makeTensor(tensor.type, dims, tensor.data).data] };
}

function makeTensor(type: TensorType, dims: readonly number[], data: ArrayLike<number>): Tensor {
  const make: Record<TensorType, () => Tensor> = {
    float32: () => ({ type: 'float32', dims, data: Float32Array.from(data) }),
    float64: () => ({ type: 'float64', dims, data: Float64Array.from(data) }),
    int32: () => ({ type: 'int32', dims, data: Int32Array.from(data) }),
    uint8: () => ({ type: 'uint8', dims, data: Uint8Array.from(data) }),
  };
  return make[type]();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InferenceError('inference/invalid-golden', 'golden.json is not JSON', {}, cause);
  }
}
