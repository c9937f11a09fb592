import { isSizhenError, type SizhenError } from '../domain/sizhen-error.ts';
import { CliError } from './cli-error.ts';
import { type CommandIo, EXIT, UsageError } from './command.ts';

/** Runs `work` on each file and prints its result as one line of JSON; a bad file is named on standard error and the rest go on. */
export async function eachFile(
  files: readonly string[],
  io: CommandIo,
  work: (file: string) => Promise<object>,
): Promise<number> {
  if (files.length === 0) throw new UsageError('no file given');
  let status: number = EXIT.ok;
  for (const file of files) {
    try {
      io.out(JSON.stringify(await work(file)));
    } catch (error) {
      const known = fileError(error, file);
      io.err(`${known.code}: ${file}: ${known.message}`);
      status = EXIT.badInput;
    }
  }
  return status;
}

/** Failures of ours and of the file system as errors with a code; throws what is neither. */
export function fileError(error: unknown, file: string): SizhenError {
  if (isSizhenError(error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new CliError('cli/file-not-found', 'there is no such file', { file });
  if (code === 'EISDIR' || code === 'EACCES')
    return new CliError('cli/file-unreadable', 'the file cannot be read', { file });
  throw error;
}
