import { SizhenError } from '../domain/sizhen-error.ts';
import type { SecurityErrorCode } from './security-error-codes.ts';

/** Thrown by everything in `src/security`. Never carries a name, a password, a token or a key. */
export class SecurityError extends SizhenError {
  override readonly name = 'SecurityError';
  declare readonly code: SecurityErrorCode;

  constructor(
    code: SecurityErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
