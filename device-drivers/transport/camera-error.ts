import { TransportError } from './transport-error.ts';
import type { TransportErrorCode } from './transport-error-codes.ts';

/** ffmpeg says why in words only (5.1, v4l2 input). Order matters: "cannot open" stands in several messages. */
const MESSAGE_CODES: readonly (readonly [RegExp, TransportErrorCode])[] = [
  [/device or resource busy/i, 'transport/camera-in-use'],
  [/permission denied/i, 'transport/permission-denied'],
  [/no such (file or directory|device)|could not open file/i, 'transport/camera-not-found'],
  [/not a video capture device|inappropriate ioctl|not supported by the device/i, 'transport/not-a-camera'],
  [/cannot find a proper format|invalid argument|not (a )?MJPEG|invalid data/i, 'transport/camera-format-unsupported'],
];

/** What ffmpeg said before its first picture, as a coded error. */
export function cameraOpenError(path: string, said: string): TransportError {
  const code = MESSAGE_CODES.find(([pattern]) => pattern.test(said))?.[1] ?? 'transport/open-failed';
  return new TransportError(code, { path, detail: said.trim().split('\n').at(-1) ?? '' });
}
