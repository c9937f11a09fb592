import { InferenceError } from './inference-error.ts';
import type { NamedTensors, Tensor, TensorSignature, TensorType } from './model.ts';
import type { NamedSignatures } from './tensor-signature.ts';

/** What this project uses of onnxruntime; the package is handed in, so that only the worker loads it. */
export interface OnnxRuntime {
  createSession(modelBytes: Uint8Array): Promise<OnnxSession>;
  createTensor(tensor: Tensor): OnnxTensor;
}

export interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

export interface OnnxSession {
  readonly inputMetadata: readonly OnnxValueMetadata[];
  readonly outputMetadata: readonly OnnxValueMetadata[];
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

export interface OnnxValueMetadata {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  /** A free dimension has a name instead of a size. */
  readonly shape?: readonly (number | string)[];
}

/** A loaded model file on the thread that runs it. */
export interface OnnxModel {
  readonly inputs: NamedSignatures;
  readonly outputs: NamedSignatures;
  /** Rejects with `inference/run-failed` or `inference/unexpected-output`. */
  run(inputs: NamedTensors): Promise<NamedTensors>;
  release(): Promise<void>;
}

const TENSOR_TYPES: ReadonlySet<string> = new Set<TensorType>(['float32', 'float64', 'int32', 'uint8']);

/** Rejects with `inference/load-failed` for bytes that the runtime refuses or types that `Tensor` does not carry. */
export async function loadOnnxModel(runtime: OnnxRuntime, modelBytes: Uint8Array): Promise<OnnxModel> {
  const session = await runtime.createSession(modelBytes).catch((cause: unknown) => {
    throw new InferenceError('inference/load-failed', `the runtime refuses the file: ${messageOf(cause)}`, {}, cause);
  });
  return {
    inputs: readSignatures(session.inputMetadata),
    outputs: readSignatures(session.outputMetadata),
    run: (inputs) => runSession(runtime, session, inputs),
    release: () => session.release(),
  };
}

async function runSession(runtime: OnnxRuntime, session: OnnxSession, inputs: NamedTensors): Promise<NamedTensors> {
  try {
    const feeds = Object.entries(inputs).map(([name, tensor]) => [name, runtime.createTensor(tensor)] as const);
    const fetched = await session.run(Object.fromEntries(feeds));
    return Object.fromEntries(Object.entries(fetched).map(([name, tensor]) => [name, copyOut(tensor)]));
  } catch (cause) {
    if (cause instanceof InferenceError) throw cause;
    throw new InferenceError('inference/run-failed', messageOf(cause), {}, cause);
  }
}

/** A copy in memory of our own: the runtime's buffer may be neither kept nor moved to another thread. */
function copyOut({ type, dims, data }: OnnxTensor): Tensor {
  if (type === 'float32' && data instanceof Float32Array) return { type, dims, data: data.slice() };
  if (type === 'float64' && data instanceof Float64Array) return { type, dims, data: data.slice() };
  if (type === 'int32' && data instanceof Int32Array) return { type, dims, data: data.slice() };
  if (type === 'uint8' && data instanceof Uint8Array) return { type, dims, data: data.slice() };
  throw new InferenceError('inference/unexpected-output', `tensors of type ${type} are not carried`, { type });
}

function readSignatures(metadata: readonly OnnxValueMetadata[]): NamedSignatures {
  return Object.fromEntries(metadata.map((value) => [value.name, readSignature(value)]));
}

function readSignature({ name, type, shape }: OnnxValueMetadata): TensorSignature {
  if (!isTensorType(type) || shape === undefined) {
    throw new InferenceError('inference/load-failed', `value ${name} has type ${type}`, { tensor: name });
  }
  return { type, dims: shape.map((dim) => (typeof dim === 'number' ? dim : null)) };
}

function isTensorType(type: string | undefined): type is TensorType {
  return type !== undefined && TENSOR_TYPES.has(type);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
