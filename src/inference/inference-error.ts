import { SizhenError } from '../domain/sizhen-error.ts';
import type { InferenceErrorCode } from './inference-error-codes.ts';

/** Thrown when a model cannot be trusted or a run did not end in an answer; never for a low-quality input. */
export class InferenceError extends SizhenError {
  override readonly name = 'InferenceError';
  declare readonly code: InferenceErrorCode;

  constructor(
    code: InferenceErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
