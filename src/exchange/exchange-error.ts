import { SizhenError } from '../domain/sizhen-error.ts';
import type { ExchangeErrorCode } from './exchange-error-codes.ts';

/** Failures of mapping, signing and upload. */
export class ExchangeError extends SizhenError {
  override readonly name = 'ExchangeError';
  declare readonly code: ExchangeErrorCode;

  constructor(
    code: ExchangeErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
