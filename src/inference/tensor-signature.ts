import { InferenceError } from './inference-error.ts';
import type { NamedTensors, Tensor, TensorSignature } from './model.ts';

export type NamedSignatures = Readonly<Record<string, TensorSignature>>;

/** Throws `InferenceError` with `code` unless the tensors are exactly the named ones, each of its type and shape. */
export function checkTensors(
  tensors: NamedTensors,
  signatures: NamedSignatures,
  code: 'inference/invalid-input' | 'inference/unexpected-output',
): void {
  const unknown = Object.keys(tensors).find((name) => !Object.hasOwn(signatures, name));
  if (unknown !== undefined) throw new InferenceError(code, `tensor ${unknown} is not declared`, { tensor: unknown });
  for (const [name, signature] of Object.entries(signatures)) {
    const tensor = tensors[name];
    if (tensor === undefined) throw new InferenceError(code, `tensor ${name} is missing`, { tensor: name });
    if (!fits(tensor, signature)) {
      throw new InferenceError(code, `tensor ${name} is ${describe(tensor)}, not ${describe(signature)}`, {
        tensor: name,
      });
    }
  }
}

/** True when both name the same tensors with the same types and shapes. */
export function sameSignatures(a: NamedSignatures, b: NamedSignatures): boolean {
  const text = (signatures: NamedSignatures) =>
    Object.entries(signatures)
      .map(([name, signature]) => `${name} ${describe(signature)}`)
      .sort()
      .join();
  return text(a) === text(b);
}

function fits(tensor: Tensor, { type, dims }: TensorSignature): boolean {
  return (
    tensor.type === type &&
    tensor.dims.length === dims.length &&
    dims.every((dim, axis) => dim === null || dim === tensor.dims[axis]) &&
    tensor.data.length === tensor.dims.reduce((product, dim) => product * dim, 1)
  );
}

function describe({ type, dims }: { readonly type: string; readonly dims: readonly (number | null)[] }): string {
  return `${type}[${dims.map((dim) => dim ?? '*').join(',')}]`;
}
