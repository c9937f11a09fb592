import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('/dist/'))
    .sort();
}

function sourceHash(root: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const folder of ['kiosk-ui', 'src/domain']) {
    for (const file of sourceFiles(join(root, folder))) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Builds the pages with Vite when their sources have changed since the last build. */
export async function buildPages(root: string): Promise<void> {
  const stampFile = join(root, 'kiosk-ui', 'dist', '.source-hash');
  const stamp = sourceHash(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  process.stderr.write('Building the pages…\n');
  const { build } = await import('vite');
  await build({ configFile: join(root, 'kiosk-ui', 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stampFile, stamp);
}
