import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { InferenceError } from './inference-error.ts';

const closed = { additionalProperties: false } as const;

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

const TensorType = Type.Union([
  Type.Literal('float32'),
  Type.Literal('float64'),
  Type.Literal('int32'),
  Type.Literal('uint8'),
]);

const Signature = Type.Object(
  { type: TensorType, dims: Type.Array(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])) },
  closed,
);

/**
 * Under which terms the model may be used. `research`: made from data whose commercial use is unverified; such a model
 * can be switched off, and whoever uses it is told.
 */
const Terms = Type.Object(
  {
    use: Type.Union([Type.Literal('unrestricted'), Type.Literal('research')]),
    /** Licence and origin of what the model was made from, in one sentence. */
    statement: Type.String({ minLength: 1 }),
  },
  closed,
);

/** `model.json`: what a model folder says of itself. */
export const ModelManifest = Type.Object(
  {
    /** Also the name of the folder. */
    name: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    /** Of `model.onnx`. */
    sha256: Sha256,
    opset: Type.Integer({ minimum: 1 }),
    inputs: Type.Record(Type.String(), Signature),
    outputs: Type.Record(Type.String(), Signature),
    /** What the model was made from, by its path in the project: a definition to compile, or a training set. */
    source: Type.Object({ path: Type.String({ minLength: 1 }), sha256: Sha256 }, closed),
    terms: Terms,
  },
  closed,
);

export type ModelManifest = Static<typeof ModelManifest>;
export type ModelTerms = Static<typeof Terms>;

const validator = Compile(ModelManifest);

/** Throws `InferenceError` `inference/invalid-manifest`. */
export function parseManifest(text: string, folder: string): ModelManifest {
  const value = parseJson(text);
  if (!validator.Check(value)) {
    const [first] = validator.Errors(value);
    throw new InferenceError('inference/invalid-manifest', `model.json: ${first?.message ?? 'not of its form'}`, {
      at: first?.instancePath ?? '',
    });
  }
  if (value.name !== folder) {
    throw new InferenceError('inference/invalid-manifest', `model.json names ${value.name}, the folder is ${folder}`);
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InferenceError('inference/invalid-manifest', 'model.json is not JSON', {}, cause);
  }
}
