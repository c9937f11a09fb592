import { SizhenError } from '../domain/sizhen-error.ts';
import type { AcquisitionErrorCode } from './acquisition-error-codes.ts';

/** Failures between the driver and the analysis. */
export class AcquisitionError extends SizhenError {
  override readonly name = 'AcquisitionError';

  constructor(
    code: AcquisitionErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
