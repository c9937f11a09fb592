import { readFileSync } from 'node:fs';
import { PACKAGE_FILE } from './project-paths.ts';

/** The version in package.json; carried into every record. */
export function softwareVersion(): string {
  return (JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { readonly version: string }).version;
}
