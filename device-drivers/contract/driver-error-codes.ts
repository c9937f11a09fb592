/** Every code a `DriverError` can carry, with its meaning. Documented in `docs/error-codes.md`. */
export const DRIVER_ERROR_CODES = {
  'driver/aborted': 'The task was ended on request; pressure has been released.',
  'driver/bad-request': 'The requested task is not one the instrument can do (no steps, or a duration out of range).',
  'driver/busy': 'The instrument is already doing another task.',
  'driver/cannot-open': 'The link to the instrument could not be opened.',
  'driver/clock-went-back': 'The instrument clock ran backwards while sampling; the recording was given up.',
  'driver/command-refused': 'The instrument refused a command; the reason is in the context.',
  'driver/disconnected': 'The link was closed on request while a task was running.',
  'driver/garbled': 'Bytes keep arriving but none of them form a valid line.',
  'driver/instrument-fault': 'The instrument reports a fault; it releases pressure by itself.',
  'driver/instrument-restarted': 'The instrument forgot the handshake: it restarted, or it no longer hears the host.',
  'driver/no-acknowledgement': 'A command was repeated to its limit without an answer.',
  'driver/not-connected': 'No instrument is connected.',
  'driver/picture-digest-mismatch': 'The assembled picture does not match the digest the instrument sent.',
  'driver/picture-incomplete': 'Parts of the picture stayed missing after repeated requests.',
  'driver/pressure-refused': 'The requested contact pressure is above the safe limit; nothing was sent.',
  'driver/silent': 'The instrument has sent nothing for longer than the protocol allows.',
  'driver/task-timed-out': 'The instrument talks but did not finish the task in time.',
  'driver/unplugged': 'The link to the instrument was lost.',
  'driver/version-mismatch': 'The instrument speaks another version of the protocol.',
} as const;

export type DriverErrorCode = keyof typeof DRIVER_ERROR_CODES;
