import { SizhenError } from '../domain/sizhen-error.ts';
import type { CliErrorCode } from './cli-error-codes.ts';

/** Failures of the command line itself. */
export class CliError extends SizhenError {
  override readonly name = 'CliError';

  constructor(code: CliErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(code, message, context, cause);
  }
}
