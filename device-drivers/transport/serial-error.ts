import { TransportError } from './transport-error.ts';
import type { TransportErrorCode } from './transport-error-codes.ts';

/**
 * The serial binding's errors carry neither `code` nor `errno`, so the message decides (serialport 13, Linux).
 * Order matters: "cannot open" stands in several messages.
 */
const MESSAGE_CODES: readonly (readonly [RegExp, TransportErrorCode])[] = [
  [/cannot lock port|resource (temporarily unavailable|busy)|access denied/i, 'transport/port-in-use'],
  [/permission denied|operation not permitted/i, 'transport/permission-denied'],
  [/inappropriate ioctl|not a (typewriter|tty)|is a directory/i, 'transport/not-a-serial-port'],
  [/no such (file or directory|device)|file not found/i, 'transport/port-not-found'],
];

/** Turns what the serial binding says on opening into a coded error. */
export function serialOpenError(path: string, cause: unknown): TransportError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = MESSAGE_CODES.find(([pattern]) => pattern.test(message))?.[1] ?? 'transport/open-failed';
  return new TransportError(code, { path, detail: message }, cause);
}
