import { SizhenError } from '../../src/domain/sizhen-error.ts';
import { DRIVER_ERROR_CODES, type DriverErrorCode } from './driver-error-codes.ts';

/** What every instrument driver rejects with. The context says which command, step, picture or device answer. */
export class DriverError extends SizhenError {
  override readonly name = 'DriverError';
  declare readonly code: DriverErrorCode;

  constructor(code: DriverErrorCode, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(code, DRIVER_ERROR_CODES[code], context, cause);
  }
}
