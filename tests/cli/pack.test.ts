import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fiveStatePayload, publisher, wordingPayload } from '../inquiry/support/a-pack.ts';
import { aFolder, runCli } from './support/run-cli.ts';

const write = (folder: string, name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('pack', () => {
  it('signs a payload and checks what was signed, and refuses it once it was changed', async () => {
    const folder = aFolder();
    const { publicPem, privatePem } = publisher();
    const payload = write(folder, 'payload.json', JSON.stringify(fiveStatePayload()));
    const signed = await runCli('pack', 'sign', payload, '--key', write(folder, 'key.pem', privatePem));
    expect(signed.status).toBe(0);
    const key = write(folder, 'public.pem', publicPem);
    const good = await runCli('pack', 'check', write(folder, 'good.pack', signed.out), '--publisher', key);
    expect(good.json()).toMatchObject([{ id: 'five-state-licensed', version: '2.0.0' }]);
    const changed = write(folder, 'bad.pack', signed.out.replace('授权常模', '另一常模'));
    const bad = await runCli('pack', 'check', changed, '--publisher', key);
    expect(bad.status).toBe(1);
    expect(bad.err).toMatch(/^inquiry\/pack-signature: /);
  });

  it('signs nothing that is corrupt', async () => {
    const folder = aFolder();
    const payload = write(folder, 'payload.json', JSON.stringify(wordingPayload({ '46': '条目27的文字' })));
    const key = write(folder, 'key.pem', publisher().privatePem);
    const { status, err } = await runCli('pack', 'sign', payload, '--key', key);
    expect(status).toBe(1);
    expect(err).toMatch(/^inquiry\/invalid-pack: /);
  });

  it('says how it is used', async () => {
    expect((await runCli('pack')).status).toBe(2);
    expect((await runCli('pack', 'list', '--data', aFolder())).err).toMatch(/^cli\/no-database: /);
  });
});
