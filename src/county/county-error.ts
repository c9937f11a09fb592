import { SizhenError } from '../domain/sizhen-error.ts';
import type { CountyErrorCode } from './county-error-codes.ts';

/** What the county server refuses, and why. */
export class CountyError extends SizhenError {
  override readonly name = 'CountyError';
  declare readonly code: CountyErrorCode;

  constructor(
    code: CountyErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
