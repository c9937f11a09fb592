/** Every code a `TransportError` can carry, with its meaning. Documented in `docs/error-codes.md`. */
export const TRANSPORT_ERROR_CODES = {
  'transport/already-open': 'The link is open already; one open at a time.',
  'transport/camera-format-unsupported': 'The camera offers none of the picture formats that are asked for.',
  'transport/camera-in-use': 'Another program holds the camera.',
  'transport/camera-not-found': 'There is no such camera; it may be unplugged.',
  'transport/camera-program-missing': 'ffmpeg, which reads cameras, is not installed (Debian package ffmpeg).',
  'transport/connection-refused': 'Nothing listens at the network address of the instrument.',
  'transport/fixture-invalid': 'The description beside a transcript (about.json) is missing or malformed.',
  'transport/not-a-camera': 'The path exists but gives no pictures.',
  'transport/not-a-serial-port': 'The path exists but is not a serial port.',
  'transport/not-open': 'Bytes were written to a link that is not open.',
  'transport/open-failed': 'The link could not be opened for a reason without its own code; the cause says more.',
  'transport/permission-denied': 'This account may not use the serial port (on Linux it belongs in group dialout).',
  'transport/port-in-use': 'Another program holds the serial port.',
  'transport/port-not-found': 'There is no such serial port; the instrument may be unplugged.',
  'transport/pseudo-terminal-unavailable': 'This machine cannot make a pseudo-terminal for a simulated instrument.',
  'transport/transcript-corrupted': 'A line of a transcript is not a record of bytes; the context names the line.',
  'transport/transcript-missing': 'The transcript cannot be read.',
  'transport/transcript-truncated': 'The transcript ends early; the context names the last line.',
  'transport/write-failed': 'Bytes could not be handed to the operating system.',
} as const;

export type TransportErrorCode = keyof typeof TRANSPORT_ERROR_CODES;
