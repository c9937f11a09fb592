import type { InferenceErrorCode } from './inference-error-codes.ts';
import type { NamedTensors } from './model.ts';
import type { NamedSignatures } from './tensor-signature.ts';

/** The file a worker may load, and what it must hash to; checked by the worker on the very bytes it loads. */
export interface ModelFile {
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Every job names its file, so that a replaced worker needs to be told nothing. */
export type ModelJob =
  | { readonly kind: 'describe'; readonly file: ModelFile }
  | { readonly kind: 'run'; readonly file: ModelFile; readonly inputs: NamedTensors };

export type ModelAnswer =
  | { readonly kind: 'described'; readonly inputs: NamedSignatures; readonly outputs: NamedSignatures }
  | { readonly kind: 'ran'; readonly outputs: NamedTensors };

/** Main thread → worker. Only a job is answered; after `end` the thread ends by itself. */
export type WorkerRequest<Job> =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'forget'; readonly file: ModelFile }
  | { readonly kind: 'end' };

/** Worker → main thread: one for each job. */
export type WorkerReply<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly code: InferenceErrorCode; readonly message: string };
