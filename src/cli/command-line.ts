import { isSizhenError, type SizhenError } from '../domain/sizhen-error.ts';
import { type CommandIo, EXIT, UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';
import { fileError } from './each-file.ts';

const io: CommandIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
};

function help(): void {
  io.err('npm run -s sizhen -- <command>\n');
  for (const command of COMMANDS) io.err(`  ${command.usage}\n      ${command.summary}`);
}

/** What a context may say of the place, without naming a person. */
const PLACES = ['file', 'folder', 'line', 'path', 'port', 'detail'];

function placeOf(context: Readonly<Record<string, unknown>>): string {
  const said = PLACES.filter((key) => context[key] !== undefined).map((key) => `${key} ${String(context[key])}`);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

/** An error with its place, and with the one of ours that caused it. */
function told({ code, message, context, cause }: SizhenError): string {
  const line = `${code}: ${message}${placeOf(context ?? {})}`;
  return isSizhenError(cause) ? `${line} <- ${told(cause)}` : line;
}

/** Runs one command and answers with its exit status. */
export async function runCommandLine([name = '', ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) {
    if (name !== '' && name !== 'help' && name !== '--help') io.err(`cli/unknown-command: ${name}\n`);
    help();
    return name === 'help' || name === '--help' ? EXIT.ok : EXIT.usage;
  }
  try {
    return await (await command.load()).run(args, io);
  } catch (error) {
    if (error instanceof UsageError || (error as { code?: unknown }).code?.toString().startsWith('ERR_PARSE_ARGS')) {
      io.err(`cli/usage: ${(error as Error).message}\nusage: ${command.usage}`);
      return EXIT.usage;
    }
    const known = isSizhenError(error) ? error : fileError(error, (error as NodeJS.ErrnoException).path ?? '');
    io.err(told(known));
    return EXIT.badInput;
  }
}
