import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { InferenceError } from './inference-error.ts';
import type { NamedTensors, Tensor, TensorType } from './model.ts';

const closed = { additionalProperties: false } as const;

const GoldenTensor = Type.Object(
  {
    type: Type.Union([Type.Literal('float32'), Type.Literal('float64'), Type.Literal('int32'), Type.Literal('uint8')]),
    dims: Type.Array(Type.Integer({ minimum: 0 })),
    data: Type.Array(Type.Number()),
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
          inputs: Type.Record(Type.String(), GoldenTensor),
          outputs: Type.Record(Type.String(), GoldenTensor),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);

export interface GoldenCase {
  readonly name: string;
  readonly inputs: NamedTensors;
  readonly outputs: NamedTensors;
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
    inputs: readTensors(inputs),
    outputs: readTensors(outputs),
    absoluteTolerance,
  }));
}

/** Throws `InferenceError` `inference/golden-mismatch` naming the first tensor and element that differ. */
export function compareWithGolden(golden: GoldenCase, outputs: NamedTensors): void {
  for (const [name, expected] of Object.entries(golden.outputs)) {
    const actual = outputs[name];
    const index = actual === undefined ? 0 : firstDifference(expected, actual, golden.absoluteTolerance);
    if (index === null) continue;
    throw new InferenceError('inference/golden-mismatch', `case ${golden.name}: ${name}[${index}] differs`, {
      case: golden.name,
      tensor: name,
      index,
      expected: expected.data[index],
      actual: actual?.data[index],
    });
  }
}

function firstDifference(expected: Tensor, actual: Tensor, tolerance: number): number | null {
  if (expected.dims.join() !== actual.dims.join()) return 0;
  // Negated, so that NaN differs from everything.
  const at = [...expected.data].findIndex((value, index) => {
    return !(Math.abs(value - (actual.data[index] ?? Number.NaN)) <= tolerance);
  });
  return at === -1 ? null : at;
}

function readTensors(tensors: Readonly<Record<string, Static<typeof GoldenTensor>>>): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, readTensor(tensor)]));
}

function readTensor({ type, dims, data }: Static<typeof GoldenTensor>): Tensor {
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
