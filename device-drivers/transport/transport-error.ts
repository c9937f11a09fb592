import { SizhenError } from '../../src/domain/sizhen-error.ts';
import { TRANSPORT_ERROR_CODES, type TransportErrorCode } from './transport-error-codes.ts';

/** What every transport throws. The context names the path, address or transcript line. */
export class TransportError extends SizhenError {
  override readonly name = 'TransportError';
  declare readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(code, TRANSPORT_ERROR_CODES[code], context, cause);
  }
}

export function isTransportError(error: unknown, code: TransportErrorCode): error is TransportError {
  return error instanceof TransportError && error.code === code;
}
