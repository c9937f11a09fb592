/** `npm run -s sizhen -- <command>`: results on standard output, errors with a code on standard error, status 1 or 2. */
import './steady-compiler.ts';
import { runCommandLine } from './command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
// A channel to the process that started this one would keep it alive.
if (process.connected) process.disconnect();
