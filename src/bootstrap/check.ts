/** `npm run check`: type check, lint and format, layer rules, unused code. Ends with a line per check and status 1 on any failure. */
import { runChecks } from './checks.ts';

const results = await runChecks({ root: process.cwd(), expectedModules: 500 });
for (const result of results) {
  if (!result.ok) process.stdout.write(`${result.output}\n`);
}
for (const result of results)
  process.stdout.write(`${result.ok ? 'ok    ' : 'FAILED'} ${result.name}: ${result.summary}\n`);
process.exitCode = results.every((result) => result.ok) ? 0 : 1;
