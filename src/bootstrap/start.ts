/** `npm start`: the pages built when their sources changed, then the demonstration. */
import { runCommandLine } from '../cli/command-line.ts';
import { buildPages } from './build-pages.ts';

await buildPages(process.cwd());
process.exitCode = await runCommandLine(['demo', ...process.argv.slice(2)]);
