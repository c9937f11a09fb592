import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SIMULATION_ERROR_CODES } from '../../../device-drivers/simulation/simulation-error-codes.ts';
import { TRANSPORT_ERROR_CODES } from '../../../device-drivers/transport/transport-error-codes.ts';

const DRIVERS = join(import.meta.dirname, '../../../device-drivers');

async function codesUsed(prefix: string): Promise<Set<string>> {
  const used = new Set<string>();
  for (const entry of await readdir(DRIVERS, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('-error-codes.ts')) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    for (const [, code] of text.matchAll(new RegExp(`'(${prefix}/[a-z-]+)'`, 'g'))) used.add(code ?? '');
  }
  return used;
}

describe('error codes', () => {
  it.each([
    ['transport', TRANSPORT_ERROR_CODES],
    ['simulation', SIMULATION_ERROR_CODES],
  ])('of %s are all in use, and no other is', async (prefix, table) => {
    expect([...(await codesUsed(prefix))].sort()).toEqual(Object.keys(table).sort());
  });
});
