import { SizhenError } from '../domain/sizhen-error.ts';
import type { RecordsErrorCode } from './records-error-codes.ts';

/** Thrown by everything in `src/records`. The context carries ids, never names, numbers or answers. */
export class RecordsError extends SizhenError {
  override readonly name = 'RecordsError';
  declare readonly code: RecordsErrorCode;

  constructor(
    code: RecordsErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
