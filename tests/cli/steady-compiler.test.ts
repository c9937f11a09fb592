import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = join(import.meta.dirname, '../..');
const PROBE = join(import.meta.dirname, 'support/compiler-tiers-process.ts');

/** Which compilers V8 used for a hot loop, in a process started without any flag of ours. */
function tiers(...args: readonly string[]): { readonly middle: boolean; readonly last: boolean } {
  return JSON.parse(execFileSync(process.execPath, [PROBE, ...args], { encoding: 'utf8' }));
}

describe('the compiler that once mixed colour channels', () => {
  it('is on in a bare Node process, and off after the first import of our programs', () => {
    expect(tiers()).toEqual({ middle: true, last: true });
    expect(tiers('steady')).toEqual({ middle: false, last: true });
  });

  it('is off where the tests run', () => {
    expect(process.execArgv).toContain('--no-maglev');
  });

  it.each([
    'src/cli/main.ts',
    ...globSync(['tests/evaluation/*.ts', 'models/*/train/*.ts'], { cwd: PROJECT }).filter((file) =>
      /from '.*src\/(analysis|inference)\//.test(readFileSync(join(PROJECT, file), 'utf8')),
    ),
  ])('is turned off by the first import of %s', (file) => {
    const [first] = readFileSync(join(PROJECT, file), 'utf8').match(/^import .*$/m) ?? [];
    expect(first).toMatch(/^import '.*steady-compiler\.ts';$/);
  });
});
