import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataKey } from '../../src/security/data-key.ts';

describe('the database key', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sizhen-key-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is the same at every start and never lies in the folder unwrapped', async () => {
    const first = await openDataKey({ dataDir, passphraseFile: null });
    const second = await openDataKey({ dataDir, passphraseFile: null });
    expect(first.key).toHaveLength(32);
    expect(second.key).toEqual(first.key);
    for (const name of readdirSync(dataDir)) {
      const content = readFileSync(join(dataDir, name), 'latin1');
      expect(content).not.toContain(Buffer.from(first.key).toString('hex'));
      expect(content).not.toContain(Buffer.from(first.key).toString('base64'));
    }
  });

  it('says where the passphrase lies when it had to be generated, readable to the owner alone', async () => {
    const { unattendedPassphraseFile } = await openDataKey({ dataDir, passphraseFile: null });
    expect(unattendedPassphraseFile).toBe(join(dataDir, 'data-passphrase.txt'));
    expect(readdirSync(dataDir).toSorted()).toEqual(['data-key.json', 'data-passphrase.txt']);
    for (const name of readdirSync(dataDir)) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  });

  it('opens with the configured passphrase only', async () => {
    const passphraseFile = join(dataDir, 'secret');
    writeFileSync(passphraseFile, '一二三 four\n');
    const opened = await openDataKey({ dataDir, passphraseFile });
    expect(opened.unattendedPassphraseFile).toBeNull();
    writeFileSync(passphraseFile, '一二三 four');
    expect((await openDataKey({ dataDir, passphraseFile })).key).toEqual(opened.key);
    writeFileSync(passphraseFile, 'five');
    await expect(openDataKey({ dataDir, passphraseFile })).rejects.toMatchObject({ code: 'security/wrong-passphrase' });
  });

  it('refuses a missing or empty passphrase file', async () => {
    const passphraseFile = join(dataDir, 'secret');
    const unreadable = { code: 'security/passphrase-unreadable' };
    await expect(openDataKey({ dataDir, passphraseFile })).rejects.toMatchObject(unreadable);
    writeFileSync(passphraseFile, '\n');
    await expect(openDataKey({ dataDir, passphraseFile })).rejects.toMatchObject(unreadable);
    expect(readdirSync(dataDir)).toEqual(['secret']);
  });

  it.each(['', '{', '{"version":2}', '{"version":1,"kdf":{"name":"scrypt","logN":63,"r":8,"p":1,"salt":"AA=="}}'])(
    'is reported damaged when its file says %j',
    async (content) => {
      await openDataKey({ dataDir, passphraseFile: null });
      writeFileSync(join(dataDir, 'data-key.json'), content);
      const opening = openDataKey({ dataDir, passphraseFile: null });
      await expect(opening).rejects.toMatchObject({ code: 'security/data-key-damaged' });
    },
  );

  it('is one key when two processes start at the same moment', async () => {
    const opened = await Promise.all(Array.from({ length: 3 }, () => openDataKey({ dataDir, passphraseFile: null })));
    expect(new Set(opened.map(({ key }) => Buffer.from(key).toString('hex'))).size).toBe(1);
  });
});
