import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_WORDS, errorWords } from '../../../kiosk-ui/resident/error-words.ts';
import { TEXT } from '../../../kiosk-ui/resident/text.ts';
import { UI_ERROR_CODES } from '../../../kiosk-ui/shared/ui-error-codes.ts';
import { CONSENT_TEXT_VERSION } from '../../../src/station/consent-text-version.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Layers whose codes travel to the resident's page as they are. */
const REACHING = ['src/station', 'src/acquisition', 'device-drivers/contract'];

async function codesOf(folder: string): Promise<readonly string[]> {
  const file = readdirSync(join(root, folder)).find((name) => name.endsWith('-error-codes.ts'));
  if (file === undefined) throw new Error(`${folder} has no table of error codes`);
  const module = (await import(join(root, folder, file))) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  return Object.values(module).flatMap((table) => Object.keys(table));
}

describe('the resident catalogue', () => {
  it.each(REACHING)('has words for every code of %s', async (folder) => {
    const codes = await codesOf(folder);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => ERROR_WORDS[code] === undefined)).toEqual([]);
  });

  it('has words for what the page itself can report', () => {
    expect(Object.keys(UI_ERROR_CODES).filter((code) => ERROR_WORDS[code] === undefined)).toEqual([]);
  });

  it('shows a general sentence for a code it does not know', () => {
    expect(errorWords('other/thing')).toBe(TEXT.errorGeneral);
  });

  it('shows the consent words of the version that the station stores', () => {
    expect(TEXT.consent.version).toBe(CONSENT_TEXT_VERSION);
  });
});
