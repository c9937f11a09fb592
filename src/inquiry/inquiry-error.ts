import { SizhenError } from '../domain/sizhen-error.ts';
import type { InquiryErrorCode } from './inquiry-error-codes.ts';

/** Thrown when a questionnaire cannot be asked or a sheet cannot be scored; "未能判定" is a result, not an error. */
export class InquiryError extends SizhenError {
  override readonly name = 'InquiryError';
  declare readonly code: InquiryErrorCode;

  constructor(
    code: InquiryErrorCode,
    message: string,
    context: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(code, message, context, cause);
  }
}
