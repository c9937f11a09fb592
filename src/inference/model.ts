/** A dense tensor, row-major; `data.length` is the product of `dims`. */
export type Tensor =
  | { readonly type: 'float32'; readonly dims: readonly number[]; readonly data: Float32Array }
  | { readonly type: 'float64'; readonly dims: readonly number[]; readonly data: Float64Array }
  | { readonly type: 'int32'; readonly dims: readonly number[]; readonly data: Int32Array }
  | { readonly type: 'uint8'; readonly dims: readonly number[]; readonly data: Uint8Array };

export type TensorType = Tensor['type'];

export type NamedTensors = Readonly<Record<string, Tensor>>;

/** A tensor's place in a model's interface; a null dimension is free (the batch). */
export interface TensorSignature {
  readonly type: TensorType;
  readonly dims: readonly (number | null)[];
}

/** A verified model. What computes it, and in which thread, stays behind this interface. */
export interface Model {
  readonly name: string;
  readonly version: string;
  /** Lower-case hex SHA-256 of the model file. */
  readonly sha256: string;
  readonly inputs: Readonly<Record<string, TensorSignature>>;
  readonly outputs: Readonly<Record<string, TensorSignature>>;
  /**
   * Inputs are copied, never kept. Rejects with `InferenceError`: `inference/invalid-input`, `inference/run-failed`,
   * `inference/unexpected-output`, `inference/timed-out`, `inference/aborted`, `inference/worker-crashed`,
   * `inference/workers-stuck`, `inference/closed`.
   */
  run(inputs: NamedTensors, signal?: AbortSignal): Promise<NamedTensors>;
  /** Frees the model; later runs reject with `inference/closed`. */
  release(): Promise<void>;
}
