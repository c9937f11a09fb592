import { SizhenError } from '../domain/sizhen-error.ts';
import type { ConfigErrorCode } from './config-error-codes.ts';

/** Thrown at the start, before anything is opened. Names settings, never their values. */
export class ConfigError extends SizhenError {
  override readonly name = 'ConfigError';
  declare readonly code: ConfigErrorCode;

  constructor(code: ConfigErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}) {
    super(code, message, context);
  }
}
