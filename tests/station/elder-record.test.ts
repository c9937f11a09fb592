import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ElderRecordView } from '../../src/domain/elder-record.ts';
import type { VisitResult } from '../../src/domain/station-api.ts';
import { CAPTURE_KINDS } from '../../src/domain/visit.ts';
import { signPack } from '../../src/inquiry/signed-pack.ts';
import { createAccounts } from '../../src/records/accounts.ts';
import { createPacks } from '../../src/records/packs.ts';
import { createSettings } from '../../src/records/settings.ts';
import { hashPassword } from '../../src/security/passwords.ts';
import { PACK_PUBLISHERS } from '../../src/station/inquiry/pack-shelf.ts';
import { fiveStatePayload, publisher, wordingPayload } from '../inquiry/support/a-pack.ts';
import type { Page } from './support/a-page.ts';
import { answerItems, GRANDMA, openVisit, skip } from './support/a-page.ts';
import { aStation, type TestStation } from './support/a-station.ts';

let station: TestStation;
let doctor: Page;
beforeAll(async () => {
  station = await aStation();
  doctor = await station.doctor();
});
afterAll(() => station.close());

const finished = async (resident: object = GRANDMA): Promise<string> => {
  const page = station.page();
  const { visitId } = await openVisit(page, { resident });
  await answerItems(page);
  await skip(page, ...CAPTURE_KINDS);
  await page.call<VisitResult>('POST', '/api/visit/complete');
  return visitId;
};

describe('the elder service record of a visit', () => {
  it('says what is missing, and is whole once number, guidance and doctor are there', async () => {
    const address = `/api/clinic/visits/${await finished()}/elder-record`;
    const before = await doctor.call<ElderRecordView>('GET', address);
    expect(before).toMatchObject({ record: null, determined: ['balanced'], entry: { doctor: '演示村医', number: '' } });
    expect(before.missing).toEqual(['number', 'guidance:balanced']);

    const guidance = { balanced: { options: [4, 6], other: '八段锦' }, unknown: { options: [1], other: null } };
    const entry = { number: '001-00012', doctor: '李医生', guidance };
    const after = await doctor.call<ElderRecordView>('PUT', address, entry);
    expect(after.missing).toEqual([]);
    expect(after.record).toMatchObject({ name: '测试甲', number: '001-00012', doctor: '李医生' });
    expect(Object.keys(after.record?.answers ?? {})).toHaveLength(33);
    expect(after.record?.rows[0]).toMatchObject({
      constitution: 'balanced',
      score: 18,
      tick: '是',
      guidance: { options: [4, 6], other: '八段锦' },
    });
    expect(await doctor.call<ElderRecordView>('GET', address)).toEqual(after);
  });

  it('is refused below 65 and to everybody who is not signed in', async () => {
    const visitId = await finished({ ...GRANDMA, birthDate: '1986-02-03' });
    const view = await doctor.call<ElderRecordView>('GET', `/api/clinic/visits/${visitId}/elder-record`);
    expect(view.record).toBeNull();
    expect(view.missing).toContain('scores');
    expect(await station.page().refusal('GET', `/api/clinic/visits/${visitId}/elder-record`)).toMatchObject({
      code: 'station/not-signed-in',
    });
  });
});

describe('licensed packs at the station', () => {
  const { publicPem, privatePem } = publisher();
  let administrator: Page;
  beforeAll(async () => {
    const password = 'long enough 2026';
    const passwordHash = await hashPassword(password);
    await station.record(async (db) => {
      await createSettings(db).set(PACK_PUBLISHERS, JSON.stringify([publicPem]));
      await createAccounts(db).create({
        userName: 'admin',
        displayName: '管理员',
        role: 'administrator',
        passwordHash,
      });
    });
    administrator = station.page();
    await administrator.call('POST', '/api/staff/sign-in', { account: 'admin', password });
  });

  it('are loaded by an administrator only', async () => {
    const file = signPack(wordingPayload(), privatePem);
    expect(await doctor.refusal('POST', '/api/clinic/packs', { file })).toMatchObject({ code: 'station/not-allowed' });
  });

  it('are refused with a code when they are damaged, unsigned or corrupt, and nothing of them is kept', async () => {
    const good = signPack(wordingPayload(), privatePem);
    const bad = [
      ['inquiry/pack-signature', good.replace('条目1的文字', '条目一的文字')],
      ['inquiry/pack-signature', signPack(wordingPayload(), publisher().privatePem)],
      ['inquiry/invalid-pack', signPack(wordingPayload({ '46': '条目27的文字' }), privatePem)],
      ['inquiry/invalid-pack', '{'],
    ] as const;
    for (const [code, file] of bad) {
      expect(await administrator.refusal('POST', '/api/clinic/packs', { file })).toMatchObject({ code });
    }
    expect(await administrator.call('GET', '/api/clinic/packs')).toEqual([]);
  });

  it('let the scale be offered and asked in its own words, until they are removed', async () => {
    await administrator.call('POST', '/api/clinic/packs', { file: signPack(wordingPayload(), privatePem) });
    const page = station.page();
    const { inquiry } = await openVisit(page);
    expect(inquiry.map(({ questionnaire }) => questionnaire)).toContain('ccmq-60');
    const view = await page.call<{ items: { text: string }[] }>('GET', '/api/visit/questionnaire?id=ccmq-60');
    expect(view.items).toHaveLength(60);
    expect(view.items[59]?.text).toBe('条目60F的文字');
    await administrator.call('DELETE', '/api/clinic/packs/ccmq-60/1.0.0');
    expect(await page.refusal('GET', '/api/visit/questionnaire?id=ccmq-60')).toMatchObject({
      context: { problem: 'not-offered' },
    });
    await page.call('POST', '/api/visit/leave');
  });

  it('give T-scores by the norm group of sex, age and education', async () => {
    await administrator.call('POST', '/api/clinic/packs', { file: signPack(fiveStatePayload(), privatePem) });
    const page = station.page();
    await openVisit(page);
    await answerItems(page);
    const begin = { questionnaire: 'five-state-licensed', education: 'tertiary' };
    await page.call('POST', '/api/visit/questionnaires', begin);
    for (let item = 1; item <= 103; item += 1) {
      await page.call('PUT', '/api/visit/answers', {
        item: String(item),
        value: 1,
        questionnaire: 'five-state-licensed',
      });
    }
    await skip(page, ...CAPTURE_KINDS);
    const { visit } = await page.call<VisitResult>('POST', '/api/visit/complete');
    expect(visit.further?.[0]).toMatchObject({
      sheet: { education: 'tertiary' },
      result: { norm: { kind: 'licensed', n: 500 }, conclusion: { primary: null } },
    });
  });

  it('are not used any more once they cannot be opened', async () => {
    await station.record((db) =>
      createPacks(db).add({ id: 'ccmq-60', version: '9.0.0', loadedBy: null, file: '{"format":"sizhen-pack/1"}' }),
    );
    const rows = await administrator.call<{ id: string; problem: string | null }[]>('GET', '/api/clinic/packs');
    expect(rows.find(({ id }) => id === 'ccmq-60')?.problem).toBe('inquiry/invalid-pack');
    const page = station.page();
    const { inquiry } = await openVisit(page);
    expect(inquiry.map(({ questionnaire }) => questionnaire)).not.toContain('ccmq-60');
  });
});
