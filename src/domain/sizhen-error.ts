/**
 * The one error type that crosses layers. `code` is stable and documented in `docs/error-codes.md`;
 * screens choose their words from the code, never from the message.
 */
export class SizhenError extends Error {
  override readonly name: string = 'SizhenError';
  readonly code: string;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.context = context;
  }
}

/** Our codes are `layer/what-happened`; those of Node and of packages (`ENOENT`, `FST_ERR_…`) never hold a slash. */
const OWN_CODE = /^[a-z]+\/[a-z0-9-]+$/;

/** True for our own coded errors, also across realms and worker threads. */
export function isSizhenError(value: unknown): value is SizhenError {
  const { code } = (value ?? {}) as { code?: unknown };
  return value instanceof Error && typeof code === 'string' && OWN_CODE.test(code);
}
