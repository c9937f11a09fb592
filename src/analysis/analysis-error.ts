import { SizhenError } from '../domain/sizhen-error.ts';
import type { AnalysisErrorCode } from './analysis-error-codes.ts';

/** Input that no analysis can begin with. Poor but readable input is a `Quality`, not an error. */
export class AnalysisError extends SizhenError {
  override readonly name = 'AnalysisError';

  constructor(code: AnalysisErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}) {
    super(code, message, context);
  }
}
