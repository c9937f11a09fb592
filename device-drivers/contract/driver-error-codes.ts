/** Every code a `DriverError` can carry, with its meaning. Documented in `docs/error-codes.md`. */
export const DRIVER_ERROR_CODES = {
  'driver/aborted': 'The task was ended on request; pressure has been released.',
  'driver/bad-request': 'The requested task is not one the instrument can do (no steps, or a duration out of range).',
  'driver/busy': 'The instrument is already doing another task.',
  'driver/cannot-open': 'The link to the instrument could not be opened.',
  'driver/card-invalid':
    'Contents of the card cannot be right (a date, or the check digit of its number); none was kept.',
  'driver/card-unreadable': 'A card lies on the reader but could not be read: it moved, or it is damaged.',
  'driver/card-unsupported':
    'The card is not the identity card of a resident; its fields lie elsewhere and are not read.',
  'driver/clock-went-back': 'The instrument clock ran backwards while sampling; the recording was given up.',
  'driver/command-refused': 'The instrument refused a command; the reason is in the context.',
  'driver/disconnected': 'The link was closed on request while a task was running.',
  'driver/garbled': 'Bytes keep arriving but none of them form a valid line.',
  'driver/implausible-result':
    'The device gave a result that cannot be a blood pressure, or one of unknown layout; it was not kept.',
  'driver/instrument-fault': 'The instrument reports a fault; it releases pressure by itself.',
  'driver/instrument-restarted': 'The instrument forgot the handshake: it restarted, or it no longer hears the host.',
  'driver/measurement-failed': 'The device ended its measurement without a value; the reason is in the context.',
  'driver/no-acknowledgement': 'A command was repeated to its limit without an answer.',
  'driver/no-reference': 'The instrument has no built-in colour reference to be photographed.',
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
