/** Every code of the command line, with its meaning. Documented in `docs/error-codes.md`. */
export const CLI_ERROR_CODES = {
  'cli/usage': 'The arguments are not of the command’s form.',
  'cli/unknown-command': 'There is no such command.',
  'cli/file-not-found': 'There is no such file.',
  'cli/file-unreadable': 'The file cannot be read.',
  'cli/unknown-device': 'There is no driver of this name.',
  'cli/unknown-fault': 'The simulator knows no fault of this name.',
  'cli/visit-not-found': 'There is no visit of this id in the data directory.',
  'cli/bundle-invalid': 'A line is not the Bundle of a visit that fulfils the profile; the message names where.',
  'cli/fixture-incomplete': 'The fixture lacks a part that was asked for.',
  'cli/data-not-empty': 'The data directory already holds a database; nothing was overwritten.',
  'cli/no-database': 'The data directory holds no database.',
  'cli/no-pack': 'No pack of this id and version is loaded.',
  'cli/server-failed': 'A server ended while it was starting.',
  'cli/visit-failed': 'A step of the visit was refused.',
} as const;

export type CliErrorCode = keyof typeof CLI_ERROR_CODES;
