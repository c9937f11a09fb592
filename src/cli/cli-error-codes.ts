/** Every code of the command line, with its plain meaning. */
export const CLI_ERROR_CODES = {
  'cli/usage': 'the arguments are not of the command’s form',
  'cli/unknown-command': 'there is no such command',
  'cli/file-not-found': 'there is no such file',
  'cli/file-unreadable': 'the file cannot be read',
  'cli/unknown-device': 'there is no driver of this name',
  'cli/unknown-fault': 'the simulator knows no fault of this name',
  'cli/visit-not-found': 'there is no visit of this id in the data directory',
  'cli/bundle-invalid': 'a line is not the Bundle of a visit that fulfils the profile; the message names where',
  'cli/fixture-incomplete': 'the fixture lacks a part that was asked for',
  'cli/data-not-empty': 'the data directory already holds a database; nothing was overwritten',
  'cli/no-database': 'the data directory holds no database',
  'cli/server-failed': 'a server ended while it was starting',
  'cli/visit-failed': 'a step of the visit was refused',
} as const;

export type CliErrorCode = keyof typeof CLI_ERROR_CODES;
