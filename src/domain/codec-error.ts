import type { CodecErrorCode } from './codec-error-codes.ts';
import { SizhenError } from './sizhen-error.ts';

/** Thrown when stored or received bytes are not what their format prescribes. */
export class CodecError extends SizhenError {
  override readonly name = 'CodecError';
  declare readonly code: CodecErrorCode;

  constructor(code: CodecErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}) {
    super(code, message, context);
  }
}
