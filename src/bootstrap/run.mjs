/**
 * The door of every npm script. Plain JavaScript for whatever Node ≥ 20 is on the machine: installs what is missing,
 * then hands over to the project's own Node 24, which runs the TypeScript directly.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installDependencies, projectNode, projectRoot } from './install.mjs';

const scripts = {
  start: ['src/bootstrap/start.ts'],
  sizhen: ['src/cli/main.ts'],
  test: ['src/bootstrap/test.ts'],
  check: ['src/bootstrap/check.ts'],
  bench: ['src/cli/main.ts', 'bench'],
};

const [task = '', ...rest] = process.argv.slice(2);
const script = scripts[task];
if (script === undefined) {
  console.error(`bootstrap/unknown-task: ${task}. Known: ${Object.keys(scripts).join(', ')}`);
  process.exit(2);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`bootstrap/node-too-old: Node ${process.versions.node} found, 20 or newer is needed.`);
  process.exit(2);
}

await installDependencies();
const args = rest[0] === '--' ? rest.slice(1) : rest;
const [file, ...fixed] = script;
const child = spawn(
  projectNode,
  ['--disable-warning=ExperimentalWarning', join(projectRoot, file), ...fixed, ...args],
  {
    stdio: 'inherit',
    // The command line takes files as its caller names them; npm itself always stands in the project's root.
    // Compiled code is kept between starts: a station is up in half the time.
    env: { NODE_COMPILE_CACHE: join(projectRoot, 'node_modules', '.cache', 'compiled'), ...process.env },
    cwd: task === 'sizhen' ? (process.env.INIT_CWD ?? process.cwd()) : projectRoot,
  },
);

// The terminal sends Ctrl-C to the child as well; here it only must not end us before the child has tidied up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT') child.kill(signal);
  });
}
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + (signal === 'SIGINT' ? 2 : 15)));
