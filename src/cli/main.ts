/** `npm run -s sizhen -- <command>`: results on standard output, errors with a code on standard error, status 1 or 2. */
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

async function main(): Promise<number> {
  const [name = '', ...args] = process.argv.slice(2);
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

process.exitCode = await main();
// A channel to the process that started this one would keep it alive.
if (process.connected) process.disconnect();
