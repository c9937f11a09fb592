import { isSizhenError } from '../domain/sizhen-error.ts';
import { type CommandIo, EXIT, UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';

const io: CommandIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
};

function help(): void {
  io.err('npm run -s sizhen -- <command>\n');
  for (const command of COMMANDS) io.err(`  ${command.usage}\n      ${command.summary}`);
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
    if (!isSizhenError(error)) throw error;
    io.err(`${error.code}: ${error.message}`);
    return EXIT.badInput;
  }
}
