import { SizhenError } from '../domain/sizhen-error.ts';
import type { StationErrorCode } from './station-error-codes.ts';

/** Failures of the station server itself. */
export class StationError extends SizhenError {
  override readonly name = 'StationError';

  constructor(
    code: StationErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
