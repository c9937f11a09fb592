import { isSizhenError, SizhenError } from '../../src/domain/sizhen-error.ts';

/** A failed request. `code` is the server's own code where it gave one, else one of `UI_ERROR_CODES`. */
export class UiError extends SizhenError {
  override readonly name = 'UiError';
}

/** The code to choose words by, for anything that was thrown. */
export function errorCodeOf(thrown: unknown): string {
  return isSizhenError(thrown) ? thrown.code : 'ui/unexpected-answer';
}
