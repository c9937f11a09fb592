import { isSizhenError } from '../domain/sizhen-error.ts';

/**
 * The code that people are told of a device that gave nothing. A link that could not be opened carries its reason one
 * level deeper: nothing is plugged in, another program holds the port, this account may not use it.
 */
export function failureCode(error: unknown): string {
  if (!isSizhenError(error)) return 'acquisition/unexpected';
  const { code, cause } = error;
  return code === 'driver/cannot-open' && isSizhenError(cause) ? cause.code : code;
}
