import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's root. */
export const PROJECT = join(import.meta.dirname, '../../..');

/** Folders that git ignores, as `.gitignore` names them. */
export const IGNORED_FOLDERS = readFileSync(join(PROJECT, '.gitignore'), 'utf8')
  .split('\n')
  .filter((line) => line.endsWith('/'))
  .map((line) => line.replace(/^\//, ''));

/** Every file of the project from its root, without what git ignores; needs no git. */
export function projectFiles(folder = ''): readonly string[] {
  return readdirSync(join(PROJECT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (entry.isFile()) return path.endsWith('.log') ? [] : [path];
    if (!entry.isDirectory() || entry.name === '.git' || IGNORED_FOLDERS.includes(`${path}/`)) return [];
    return projectFiles(`${path}/`);
  });
}
