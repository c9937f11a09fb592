import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RANDOM_PASSPHRASE_PARAMETERS, SCRYPT_PARAMETERS } from './scrypt.ts';
import { SecurityError } from './security-error.ts';
import { unwrapKey, wrapKey } from './wrapped-key.ts';

export interface OpenedDataKey {
  /** 32 bytes for `openSqlite`. */
  readonly key: Uint8Array;
  /**
   * Null when the passphrase came from the configured file. Otherwise the passphrase was generated and lies in this file
   * beside the data: whoever copies the whole directory can read it, which must be said plainly at the start.
   */
  readonly unattendedPassphraseFile: string | null;
}

const KEY_BYTES = 32;
const PASSPHRASE_BYTES = 24;
export const DATA_KEY_FILE = 'data-key.json';
const PASSPHRASE_FILE = 'data-passphrase.txt';
const OWNER_ONLY = 0o600;

/**
 * Opens the database key of a data directory, or makes one on the first start. The key is random; `data-key.json` holds it
 * wrapped by the passphrase. Throws `security/passphrase-unreadable`, `security/wrong-passphrase`,
 * `security/data-key-damaged`.
 */
export async function openDataKey(options: {
  readonly dataDir: string;
  readonly passphraseFile: string | null;
}): Promise<OpenedDataKey> {
  const { dataDir, passphraseFile } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const ownFile = join(dataDir, PASSPHRASE_FILE);
  if (passphraseFile === null) createOnce(ownFile, () => `${randomBytes(PASSPHRASE_BYTES).toString('base64url')}\n`);
  const passphrase = readPassphrase(passphraseFile ?? ownFile);
  const keyFile = join(dataDir, DATA_KEY_FILE);
  if (readIfPresent(keyFile) === null) {
    const cost = passphraseFile === null ? RANDOM_PASSPHRASE_PARAMETERS : SCRYPT_PARAMETERS;
    const wrapped = JSON.stringify(await wrapKey(randomBytes(KEY_BYTES), passphrase, cost), null, 2);
    createOnce(keyFile, () => `${wrapped}\n`);
  }
  const key = await unwrapKey(readIfPresent(keyFile) ?? '', passphrase);
  return { key, unattendedPassphraseFile: passphraseFile === null ? ownFile : null };
}

function readPassphrase(file: string): string {
  const passphrase = readIfPresent(file)?.replace(/\r?\n$/, '') ?? '';
  if (passphrase === '') {
    throw new SecurityError('security/passphrase-unreadable', 'The passphrase file is missing or empty', { file });
  }
  return passphrase;
}

function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SecurityError('security/passphrase-unreadable', 'The file cannot be read', { file }, error);
  }
}

/** Appears whole or not at all, and never over an existing file: of two starting processes the first one's stays. */
function createOnce(file: string, content: () => string): void {
  if (readIfPresent(file) !== null) return;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content(), { mode: OWNER_ONLY, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}
