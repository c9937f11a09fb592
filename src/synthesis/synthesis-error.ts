import { SizhenError } from '../domain/sizhen-error.ts';
import type { SynthesisErrorCode } from './synthesis-error-codes.ts';

/** Errors of the synthesis layer. */
export class SynthesisError extends SizhenError {
  override readonly name = 'SynthesisError';
  declare readonly code: SynthesisErrorCode;

  constructor(
    code: SynthesisErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
